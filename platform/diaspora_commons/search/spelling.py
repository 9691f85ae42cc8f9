"""The known words nearest to an unknown one, by what is left when a letter is taken out of either.

Two words that differ by one wrong, missing, added or swapped letter share a rest; so do many that differ by two. Only
words of the index are known, so that nothing is ever proposed that finds nothing.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from zlib import crc32

from rapidfuzz.distance import OSA

SHORTEST = 4
LONG = 7
"""Words of so many letters may differ by two."""


class Spelling:
    """The words of one segment. Eight bytes a rest: the checksum of the rest, and which word it was taken from."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self.words = [word for word in vocabulary if len(word) >= SHORTEST and word.isalpha()]
        self.counts = vocabulary
        made = [crc32(rest.encode()) << 32 | i for i, word in enumerate(self.words) for rest in rests(word)]
        self.rests = array("Q", sorted(made))

    def near(self, word: str) -> Iterator[tuple[int, int, str]]:
        """(distance, minus the number of texts, word) of the words near to this one."""
        most = 2 if len(word) >= LONG else 1
        for number in {i for rest in rests(word) for i in self.having(rest)}:
            known = self.words[number]
            distance = OSA.distance(word, known, score_cutoff=most)
            if 0 < distance <= most:
                yield distance, -self.counts[known], known

    def having(self, rest: str) -> Iterator[int]:
        checksum = crc32(rest.encode())
        at = bisect_left(self.rests, checksum << 32)
        while at < len(self.rests) and self.rests[at] >> 32 == checksum:
            yield self.rests[at] & 0xFFFFFFFF
            at += 1


def rests(word: str) -> Iterator[str]:
    """The word itself, and the word without each of its letters."""
    yield word
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]


def nearest(spellings: Iterable[Spelling], word: str, many: int = 3) -> list[str]:
    """The nearest known words, those in most texts first; all at the same distance."""
    if len(word) < SHORTEST:
        return []
    found: dict[str, tuple[int, int]] = {}
    for spelling in spellings:
        for distance, count, known in spelling.near(word):
            found[known] = (distance, found.get(known, (0, 0))[1] + count)
    if not found:
        return []
    closest = min(distance for distance, _ in found.values())
    ranked = sorted((known[0] != word[0], count, known) for known, (d, count) in found.items() if d == closest)
    return [known for *_, known in ranked[:many]]
