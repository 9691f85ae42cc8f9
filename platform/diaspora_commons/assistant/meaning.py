"""Which FAQ is meant, by the vectors of all phrases in all languages; only where the extra `semantic` is switched on.

A ridge regression learns from the vectors which FAQ each belongs to. So it says for a question, in any of the
encoder's languages, how much each FAQ is meant: about 1 for what was learnt, about 0 for what is meant by none. It
has one parameter, no chance in it, and says without being fitted anew what it would say had it never seen a phrase.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from diaspora_commons.assistant.match import Document

# Read when numpy is. One sentence is little work: several threads would wait for each other at sixteen times the cost.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from numpy.typing import NDArray

RIDGE = 1.0
"""How reluctantly the regression follows a single phrase."""
LONGEST = 300
"""Of a question, so many characters are compared; a longer one says no more, and costs time."""
CHUNK = 1024
Vectors = NDArray[np.int8]
Floats = NDArray[np.float64]
Encoder = Callable[[Sequence[str]], Vectors]
"""A row of small whole numbers for each text; only their direction counts."""


@dataclass(frozen=True, slots=True)
class Row:
    """A phrase of an FAQ in a language, as it was written."""

    slug: str
    language: str
    text: str


class Meaning:
    """What all phrases mean, ready to be compared with a question."""

    def __init__(self, encoder: Encoder, rows: Iterable[Row]) -> None:
        self._encoder = encoder
        self._rows = list(dict.fromkeys(rows))
        self.slugs = sorted({row.slug for row in self._rows})
        self._languages = sorted({row.language for row in self._rows})
        self._number = {row: number for number, row in enumerate(self._rows)}
        self._place = {slug: place for place, slug in enumerate(self.slugs)}
        self._belongs = np.array([self._place[row.slug] for row in self._rows], dtype=np.int64)
        self._of_faq = [np.flatnonzero(self._belongs == place) for place in range(len(self.slugs))]
        self._vectors = encoder([row.text for row in self._rows]) if self._rows else np.zeros((0, 1), np.int8)
        self._fit()
        self.of = lru_cache(maxsize=64)(self._of)
        self._unit = lru_cache(maxsize=64)(self._encoded)
        self.without_faqs = lru_cache(maxsize=len(self.slugs) or 1)(self._left_out_faq)

    def __contains__(self, row: object) -> bool:
        return row in self._number

    def _fit(self) -> None:
        """Every FAQ counts alike, whether it has two phrases or twenty."""
        sizes = np.array([len(numbers) for numbers in self._of_faq], dtype=np.float64)
        self._weights: Floats = np.asarray((sizes.mean() if self._rows else 0.0) / sizes, np.float64)[self._belongs]
        width = self._vectors.shape[1]
        total, sums = 0.0, np.zeros((len(self.slugs), width))
        square = RIDGE * np.eye(width)
        for start in range(0, len(self._rows), CHUNK):
            part = slice(start, start + CHUNK)
            units, weights = _units(self._vectors[part]), self._weights[part, None]
            square += units.T @ (weights * units)
            total += float(weights.sum())
            np.add.at(sums, self._belongs[part], weights * units)
        self._middle: Floats = sums.sum(axis=0) / (total or 1.0)
        self._usual = 1 / (len(self.slugs) or 1)
        centred = square - total * np.outer(self._middle, self._middle)
        self._inverse: Floats = np.asarray(np.linalg.inv(centred), np.float64)
        each = total / (len(self.slugs) or 1)
        self._learnt: Floats = self._inverse @ (sums - each * self._middle).T

    def _shares(self, centred: Floats) -> Floats:
        return self._usual + centred @ self._learnt

    def _centred(self, numbers: NDArray[np.int64]) -> Floats:
        return _units(self._vectors[numbers]) - self._middle

    def _encoded(self, text: str) -> Floats:
        return np.asarray(_units(self._encoder([text[:LONGEST]]))[0])

    def _of(self, text: str) -> dict[str, float]:
        """How much each FAQ is meant by a text."""
        return self._named(self._shares(self._unit(text) - self._middle)) if self._rows else {}

    def without_phrase(self, row: Row) -> dict[str, float]:
        """The same for a known phrase, as if it were unknown: it and, in each other language, the one that is most
        like it, which may be its translation."""
        number = self._number[row]
        alike = [number]
        family = self._of_faq[self._belongs[number]]
        nearness = _units(self._vectors[family]) @ _units(self._vectors[number : number + 1])[0]
        for language in self._languages:
            if language == row.language:
                continue
            foreign = [at for at, other in enumerate(family) if self._rows[other].language == language]
            if foreign:
                alike.append(int(family[max(foreign, key=lambda at: (round(float(nearness[at]), 6), -at))]))
        return self._named(self._left_out(np.array(alike))[0])

    def without_faq(self, row: Row) -> dict[str, float]:
        """The same for a known phrase, as if its whole FAQ were unknown."""
        place = int(self._belongs[self._number[row]])
        at = int(np.searchsorted(self._of_faq[place], self._number[row]))
        return self._named(self.without_faqs(place)[at])

    def _left_out_faq(self, place: int) -> Floats:
        return self._left_out(self._of_faq[place])

    def _left_out(self, numbers: NDArray[np.int64]) -> Floats:
        """What the regression would say of these phrases had it never seen them, without doing it anew."""
        centred = self._centred(numbers)
        pull = centred @ self._inverse @ centred.T * self._weights[numbers]
        truth = np.zeros((len(numbers), len(self.slugs)))
        truth[np.arange(len(numbers)), self._belongs[numbers]] = 1.0
        off = np.linalg.solve(np.eye(len(numbers)) - pull, truth - self._shares(centred))
        return np.asarray(truth - off, dtype=np.float64)

    def nearest(self, text: str, slug: str, language: str) -> str:
        """The phrase of an FAQ that is most like a text; one in its language if there is any."""
        family = self._of_faq[self._place[slug]]
        own = [number for number in family if self._rows[number].language == language]
        numbers = np.array(own) if own else family
        nearness = _units(self._vectors[numbers]) @ self._unit(text)
        return self._rows[int(numbers[int(nearness.round(4).argmax())])].text

    def _named(self, shares: Floats) -> dict[str, float]:
        # Rounded, so that another processor's last digit changes nothing.
        return {slug: round(float(share), 4) for slug, share in zip(self.slugs, shares, strict=True)}


def rows_of(language: str, documents: Sequence[Document]) -> list[Row]:
    """The phrases of a language's FAQs as rows."""
    return [Row(document.slug, language, phrase) for document in documents for phrase in document.phrases]


def _units(vectors: Vectors) -> Floats:
    """As vectors of length one; nothing stays nothing."""
    rows = vectors.astype(np.float64)
    lengths = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float64)
