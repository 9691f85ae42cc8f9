"""What else people say for a word or an expression: `data/synonyms/<language>.tsv`, which is meant to be edited.

A line holds a term, its synonym, and `both` when each may stand for the other, `one` when only the term is read as
the synonym. Words are compared by their stems.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from diaspora_commons.assistant.words import normalise, stem

FOLDER = Path(__file__).parent / "data" / "synonyms"
LONGEST = 5
MOST = 6
"""So many other ways of saying a thing are looked at, the first of the file first."""
Words = tuple[str, ...]


@dataclass(frozen=True)
class Meant:
    """Words `start` to before `end` may be meant as any of the others."""

    start: int
    end: int
    others: tuple[Words, ...]


class Synonyms:
    """The synonyms of one language."""

    def __init__(self, language: str, rows: Iterable[tuple[str, str, str]]) -> None:
        self._language = language
        self._others: dict[Words, dict[Words, None]] = {}
        for term, synonym, direction in rows:
            self._add(term, synonym)
            if direction == "both":
                self._add(synonym, term)

    def _add(self, term: str, synonym: str) -> None:
        roots, words = self._roots(normalise(term, self._language).split()), normalise(synonym, self._language).split()
        if 0 < len(roots) <= LONGEST and words and self._roots(words) != roots:
            self._others.setdefault(roots, {})[tuple(words)] = None

    def _roots(self, words: Sequence[str]) -> Words:
        return tuple(stem(word, self._language) for word in words)

    def in_(self, words: Sequence[str]) -> list[Meant]:
        """All words and expressions that may be meant otherwise; of overlapping ones the first and longest."""
        if not self._others:
            return []
        roots = self._roots(words)
        found, at = [], 0
        while at < len(roots):
            meant = next((self._meant(roots, at, end) for end in range(min(len(roots), at + LONGEST), at, -1)
                          if roots[at:end] in self._others), None)  # fmt: skip
            if meant:
                found.append(meant)
            at = meant.end if meant else at + 1
        return found

    def _meant(self, roots: Words, start: int, end: int) -> Meant:
        return Meant(start, end, tuple(self._others[roots[start:end]])[:MOST])


@cache
def written(language: str) -> tuple[tuple[str, str, str], ...]:
    """The rows of a language's file."""
    file = FOLDER / f"{language}.tsv"
    if not file.is_file():
        return ()
    lines = (line for line in file.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#")
    rows = (tuple(part.strip() for part in line.split("\t")) for line in lines)
    return tuple((row[0], row[1], row[2]) for row in rows if len(row) == 3)


def of(language: str) -> Synonyms:
    return Synonyms(language, written(language))
