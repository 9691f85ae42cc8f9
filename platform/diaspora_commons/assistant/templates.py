"""Patterns with holes, in the syntax that writers of such rules know: `[optional] (this|that) {slot} word* *`.

A pattern is compared with a whole sentence, normalised: `[please] show me courses on {interest}`. `*` stands for
any words or none, `word*` for a word that begins so (`*word`: ends so), `{slot}` for one to eight words that the
caller then looks at.
What stands for any words never swallows a "not", so that "I do not want to publish" is not taken for its opposite.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from diaspora_commons.assistant.words import normalise

TOKENS = re.compile(r"[\[\]()|]|\{[a-z_]+\}|[^\s\[\]()|{}]+")
NEGATIONS = {
    "en": "not no never none without nothing neither nor dont cannot",
    "fr": "ne pas jamais aucun aucune sans rien ni",
    "es": "no nunca ninguno ninguna sin nada ni jamas",
    "ar": "لا لم لن ليس ليست بدون دون",
}
NOT = "|".join(re.escape(word) for words in NEGATIONS.values() for word in words.split())
ANY = rf"(?!(?:{NOT}) )\S+ "
MOST_ANY, MOST_IN_SLOT = 12, 8


class OddError(ValueError):
    """A pattern that is not well formed, or that can match nothing."""


@dataclass(frozen=True)
class Template:
    """A compiled pattern."""

    text: str
    pattern: re.Pattern[str]

    def match(self, folded: str) -> dict[str, str] | None:
        """What stands in the holes when the normalised sentence fits; None when it does not."""
        found = self.pattern.fullmatch(f"{folded} ")
        return {name: said.strip() for name, said in found.groupdict().items() if said} if found else None


@lru_cache(maxsize=4096)
def template(text: str, language: str = "en") -> Template:
    """The pattern, compiled."""
    tokens = iter([*TOKENS.findall(text), ""])
    pattern, end = _sequence(tokens, language)
    if end:
        raise OddError(f"{text!r} closes what was not opened")
    if not re.search(r"[^\W\d_]", re.sub(r"\(\?P<\w+>|\\S|\(\?!.*?\) \)", "", pattern)):
        raise OddError(f"{text!r} has no word of its own")
    return Template(text, re.compile(pattern))


def _sequence(tokens: Iterator[str], language: str) -> tuple[str, str]:
    """Everything up to a closing mark, and that mark."""
    ways: list[str] = []
    way = ""
    for piece in tokens:
        if piece in ("", ")", "]"):
            ways.append(way)
            return (f"(?:{'|'.join(ways)})" if len(ways) > 1 else ways[0]), piece
        if piece == "|":
            ways.append(way)
            way = ""
        elif piece in ("(", "["):
            inner, end = _sequence(tokens, language)
            if end != {"(": ")", "[": "]"}[piece]:
                raise OddError(f"{piece!r} is not closed")
            way += f"(?:{inner})" + ("?" if piece == "[" else "")
        else:
            way += _word(piece, language)
    raise OddError("not closed")


def _word(piece: str, language: str) -> str:
    if piece == "*":
        return f"(?:{ANY}){{0,{MOST_ANY}}}?"
    if piece.startswith("{"):
        return f"(?P<{piece[1:-1]}>(?:{ANY}){{1,{MOST_IN_SLOT}}}?)"
    said = normalise(piece.strip("*"), language).split()
    if not said:
        raise OddError(f"{piece!r} is no word")
    before, after = (r"\S*" if piece.startswith("*") else ""), (r"\S* " if piece.endswith("*") else " ")
    return before + " ".join(re.escape(word) for word in said) + after


def first(templates: Iterable[Template], folded: str) -> tuple[Template, dict[str, str]] | None:
    """The first that fits, and what stands in its holes."""
    for one in templates:
        found = one.match(folded)
        if found is not None:
            return one, found
    return None


def is_negated(folded: str) -> bool:
    """Does the sentence say no to something?"""
    return re.search(rf"(?:^| )(?:{NOT})(?: |$)", folded) is not None


def sections(text: str) -> dict[str, list[str]]:
    """A data file: `[name]` on a line begins a section, `#` a remark; every other line is a pattern.

    A pattern may itself begin with an optional part, so only a line that is nothing but a name begins a section.
    """
    found: dict[str, list[str]] = {}
    section: list[str] = []
    for line in map(str.strip, text.splitlines()):
        if named := re.fullmatch(r"\[\[(.+)\]\]", line):
            section = found.setdefault(named[1], [])
        elif line and not line.startswith("#"):
            section.append(line)
    return found
