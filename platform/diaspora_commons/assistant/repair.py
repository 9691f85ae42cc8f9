"""Mends typing errors against the words that the FAQs themselves use."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4
LONG = 8


class Repair:
    """Knows the words of one language. A word it knows is never touched."""

    def __init__(self, known: Counter[str]) -> None:
        self._known = known
        self._candidates = sorted(word for word in known if len(word) >= SHORTEST and word.isalpha())
        self.word = lru_cache(maxsize=2048)(self._word)

    def words(self, words: Sequence[str]) -> tuple[str, ...]:
        """The question with each unknown word replaced by its nearest known neighbour, if one is near."""
        return tuple(self.word(word) for word in words)

    def _word(self, word: str) -> str:
        if word in self._known or len(word) < SHORTEST or not word.isalpha():
            return word
        near = process.extract(
            word,
            self._candidates,
            scorer=OSA.distance,
            score_cutoff=2 if len(word) >= LONG else 1,
            limit=None,
        )
        close = [
            (distance, -self._known[other], other) for other, distance, _ in near if distance < 2 or len(other) >= LONG
        ]
        return min(close)[2] if close else word
