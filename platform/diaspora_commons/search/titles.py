"""The words of the titles of one segment, so that those which begin with a few letters are found at once."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable

from .arabic import without_article

FIRST, END = "^", "\U0010ffff"
"""Before the word that a title begins with; after every letter."""


class Titles:
    """The words of the titles of one segment, in order, each with the documents it stands in."""

    def __init__(self, titles: Iterable[str]) -> None:
        having: dict[str, array[int]] = {}
        for number, title in enumerate(titles):
            plain = title.split()
            names = [*plain, *filter(None, map(without_article, plain))]
            for word in {*names, *(FIRST + word for word in (plain[:1] + names[len(plain) :][:1]))}:
                having.setdefault(word, array("I")).append(number)
        self.words = sorted(having)
        self.ends = array("I")
        self.numbers = array("I")
        for word in self.words:
            self.numbers.extend(having[word])
            self.ends.append(len(self.numbers))

    def beginning(self, prefix: str) -> "array[int]":
        """The documents with a title word that begins so; one may come more than once."""
        first, last = bisect_left(self.words, prefix), bisect_left(self.words, prefix + END)
        if first == last:
            return array("I")
        return self.numbers[self.ends[first - 1] if first else 0 : self.ends[last - 1]]
