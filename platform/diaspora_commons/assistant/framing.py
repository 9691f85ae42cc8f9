"""Takes off what frames a question without being part of it: `hello, could you please tell me … then`."""

import re
from functools import cache
from pathlib import Path

from diaspora_commons.assistant.words import normalise

FILE = Path(__file__).parent / "data" / "framing.txt"


def bare(text: str, language: str) -> str:
    """The question alone, normalised; the whole when nothing but frame would remain."""
    folded = normalise(text, language)
    if language not in _frames():
        return folded
    before, after, _define = _frames()[language]
    rest, last = folded, ""
    while rest != last:
        last = rest
        rest = after.sub("", before.sub("", rest))
    return rest or folded


def thing(question: str, language: str) -> str:
    """What somebody asks the meaning of; nothing when they do not."""
    rest = _frames()[language][2].sub("", question) if language in _frames() else question
    return rest if rest != question else ""


@cache
def _frames() -> dict[str, tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, place, listed = line.split("\t")
            said = (normalise(expression, language) for expression in listed.split(","))
            found.setdefault(language, {})[place] = sorted(said, key=len, reverse=True)
    return {
        language: (
            _pattern(r"^(?:{}) (?=\S)", places["before"]),
            _pattern(r"(?<=\S) (?:{})$", places["after"]),
            _pattern(r"^(?:{}) (?=\S)", places["define"]),
        )
        for language, places in found.items()
    }


def _pattern(shape: str, said: list[str]) -> re.Pattern[str]:
    return re.compile(shape.format("|".join(map(re.escape, said))))
