"""What a word speaks of, whichever language it is in: a boss, papers, a blow, a page. See `data/ideas.tsv`."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from diaspora_commons.assistant.words import normalise

FILE = Path(__file__).parent / "data" / "ideas.tsv"
ARABIC = re.compile("[\u0621-\u064a]")
ATTACHED = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك", "س", "ح", "ه", "عم")
"""What may stand before an Arabic word, grown together with it."""
PERSONS = "يتنا"
"""What a verb of the present begins with."""
OF_ME = ("ني", "نا")
ME = "me"


@lru_cache(maxsize=8192)
def ideas(word: str) -> tuple[str, ...]:
    """The ideas that a normalised word stands for."""
    whole, begun = _listed()
    found: set[str] = set()
    is_arabic = ARABIC.match(word) is not None
    for form in _forms(word) if is_arabic else (word,):
        found |= whole.get(form, frozenset())
        for length in range(2, len(form) + 1):
            found |= begun.get(form[:length], frozenset())
    if is_arabic and len(word) > 3 and word.endswith(OF_ME):
        found.add(ME)
    return tuple(sorted(found))


def bare(word: str) -> str:
    """An Arabic word without what has grown together with it in front; any other as it is."""
    if ARABIC.match(word):
        for attached in ATTACHED[:10]:
            if word.startswith(attached) and len(word) - len(attached) >= 3:
                return word[len(attached) :]
    return word


def _forms(word: str) -> Iterator[str]:
    """An Arabic word, and what remains when particles and the beginning of a verb are taken off."""
    yield word
    for attached in ATTACHED:
        if word.startswith(attached) and len(word) - len(attached) >= 3:
            rest = word[len(attached) :]
            yield rest
            if rest[0] in PERSONS and len(rest) >= 4:
                yield rest[1:]
    if word[0] in PERSONS + "م" and len(word) >= 4:
        yield word[1:]


@cache
def _listed() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """The ideas of whole words, and of beginnings."""
    whole: dict[str, frozenset[str]] = {}
    begun: dict[str, frozenset[str]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            idea, listed = line.split("\t")
            for said in listed.split():
                kind = begun if said.endswith("*") else whole
                word = normalise(said.rstrip("*"), "ar")
                kind[word] = kind.get(word, frozenset()) | {idea}
    return whole, begun
