"""Notices that somebody may be in danger: trafficking, violence, detention, self-harm, in any language at once.

It comes before everything else, and prefers a false alarm to a miss. Two ways of listening together: patterns
(`data/protection.txt`), and what was learnt from messages (`hearing.py`), which also hears what nobody wrote a pattern
for, and outvotes a pattern where a message plainly sounds like a question about this site or about a subject.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from diaspora_commons.assistant import hearing
from diaspora_commons.assistant.hearing import Hearing
from diaspora_commons.assistant.words import normalise

SLUG = hearing.OWN
WORDS = Path(__file__).parent / "data" / "protection.txt"
SHORTEST, LONG = 5, 9
"""Letters from which a word is recognised with one slip of the finger, and with two."""
SOUNDS_LIKE_IT, MAY_BE_IT, DOUBTFUL, HARDLY = 0.5, -0.5, -1.5, -3.0
"""How much like danger a message must sound: by itself, with a word of harm, with a pattern, with a sure one. Chosen on
messages that were left out of the learning: of those that only look alike, one in twenty is caught."""
HARM = frozenset(
    "hit sexual death threat lock papers sell sink war means detain deport suicide missing slavery fear nopay debt "
    "force fgm marry beg smuggler hide nomore rescue image notlet sea live nonews night".split()
)
"""The ideas (`data/ideas.tsv`) without which only a message that sounds very much like it is taken for one."""


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
    heard = weighed().of(said.split())
    if heard > SOUNDS_LIKE_IT:
        return True
    if heard > MAY_BE_IT and hearing.speaks_of(said.split(), HARM):
        return True
    if heard > HARDLY and says_any(known.always, said):
        return True
    return heard > DOUBTFUL and says_any(known.topic, said) and not says_any(known.harmless, said)


@cache
def weighed() -> Hearing:
    """What was learnt from the messages and the phrases, with slips of the finger mended as they will be."""
    given = hearing.messages()
    mine, others = hearing.phrases()
    kinds = (
        (given["danger"] + mine, True, hearing.DANGER),
        (given["harmless"], False, hearing.HARMLESS),
        (others, False, hearing.PHRASE),
    )
    return hearing.learn(
        [(plain(text).split(), is_danger, counts) for texts, is_danger, counts in kinds for text in texts]
    )


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
