"""Whether a message holds a word that tells what somebody is about: see `data/cues.txt`."""

import re
from functools import cache
from pathlib import Path

from diaspora_commons.assistant.templates import sections
from diaspora_commons.assistant.words import normalise

FILE = Path(__file__).parent / "data" / "cues.txt"
OTHER = "en"


def says(kind: str, folded: str, language: str) -> bool:
    """Is one of the cues of this kind in the normalised message?"""
    return found(kind, folded, language) is not None


def found(kind: str, folded: str, language: str) -> re.Match[str] | None:
    """The first of them."""
    pattern = _cues().get((kind, language)) or _cues()[kind, OTHER]
    return pattern.search(folded)


def begins(kind: str, folded: str, language: str) -> bool:
    """Does the message begin with one?"""
    match = found(kind, folded, language)
    return match is not None and match.start() == 0


@cache
def _cues() -> dict[tuple[str, str], re.Pattern[str]]:
    patterns = {}
    for title, lines in sections(FILE.read_text(encoding="utf-8")).items():
        kind, language = title.split()
        expressions = [_expression(said, language) for line in lines for said in line.split(",")]
        patterns[kind, language] = re.compile(rf"(?<!\S)(?:{'|'.join(expressions)})(?!\S)")
    return patterns


def _expression(said: str, language: str) -> str:
    words = [_word(word, language) for word in re.sub(r"\(([^)]*)\)", lambda m: m[0].replace(" ", ""), said).split()]
    return " ".join(words)


def _word(word: str, language: str) -> str:
    if word.startswith("("):
        return f"(?:{'|'.join(_word(way, language) for way in word.strip('()').split('|'))})"
    plain = re.escape(normalise(word.strip("*"), language))
    return (r"\S*" if word.startswith("*") else "") + plain + (r"\S*" if word.endswith("*") else "")
