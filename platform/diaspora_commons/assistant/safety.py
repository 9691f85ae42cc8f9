"""Notices that somebody may be in danger: trafficking, violence, detention, self-harm, in any language at once.

It comes before everything else, and prefers a false alarm to a miss: whoever merely mentions such a thing
gets the fixed text, unless the question is plainly one about courses, figures or meanings and nobody is hurt.
The words are in `data/protection.txt`.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from diaspora_commons.assistant.words import normalise

SLUG = "safety-emergency"
WORDS = Path(__file__).parent / "data" / "protection.txt"
SHORTEST, LONG = 5, 9
"""Letters from which a word is recognised with one slip of the finger, and with two."""


@dataclass(frozen=True)
class Protection:
    """The patterns, and the words that are recognised although they are misspelt."""

    always: tuple[re.Pattern[str], ...]
    topic: tuple[re.Pattern[str], ...]
    harmless: tuple[re.Pattern[str], ...]
    slips: tuple[str, ...]
    ordinary: frozenset[str]


def is_alarming(text: str) -> bool:
    """Should the fixed text on protection be shown at once?"""
    known, said = protection(), plain(text)
    if says_any(known.always, said):
        return True
    return says_any(known.topic, said) and not says_any(known.harmless, said)


def says_any(patterns: tuple[re.Pattern[str], ...], said: str) -> bool:
    """Whether one of them is found; each is looked for by itself, since its first letters tell quickly where not."""
    return any(pattern.search(said) for pattern in patterns)


def plain(text: str) -> str:
    """Normalised, with drawn-out letters shortened and slips of the finger mended."""
    words = re.sub(r"(\D)\1{2,}", r"\1", normalise(text, "en")).split()
    return " ".join(mended(word) for word in words)


@lru_cache(maxsize=4096)
def mended(word: str) -> str:
    """The word that was meant, when it is one that matters here and hardly another."""
    known = protection()
    if len(word) < SHORTEST or word in known.ordinary or word in known.slips:
        return word
    slips = process.extract(word, known.slips, scorer=OSA.distance, score_cutoff=2 if len(word) >= LONG else 1)
    near = [(distance, meant) for meant, distance, _ in slips if meant[0] == word[0]]
    return min(near)[1] if near else word


@cache
def protection() -> Protection:
    """What the file says, compiled when it is first needed."""
    lines: dict[str, list[str]] = {}
    section = lines.setdefault("", [])
    for line in WORDS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = lines.setdefault(line[1 : line.index("]")], [])
        elif line and not line.startswith("#"):
            section.append(line)
    return Protection(
        always=each_of(lines["always"], ""),
        topic=each_of(lines["topic"], r"\b"),
        harmless=each_of(lines["harmless"], r"\b"),
        slips=tuple(" ".join(lines["slips"]).split()),
        ordinary=frozenset(" ".join(lines["ordinary"]).split()),
    )


def each_of(patterns: list[str], end: str) -> tuple[re.Pattern[str], ...]:
    """The patterns; the Latin ones begin where a word begins (and end where one ends, if so wished)."""
    arabic = [pattern for pattern in patterns if re.search("[\u0621-\u064a]", pattern)]
    latin = [rf"\b(?:{pattern}){end}" for pattern in patterns if pattern not in arabic]
    return tuple(re.compile(pattern) for pattern in [*latin, *arabic])
