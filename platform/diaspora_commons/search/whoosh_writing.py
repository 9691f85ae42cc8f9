"""What makes writing to Whoosh quick: terms that come ready made, and postings that are collected by term.

Whoosh's own fields take a text apart again, and its own pool keeps each posting as an object, sorts them all, and sends
them through pickles when there are many.
"""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from .whoosh_folder import W3Codec, fields, formats

Posting = tuple[str, bytes, int, float, bytes]
Several = tuple["array[int]", "array[float]"]


class Terms(fields.KEYWORD):  # type: ignore[misc]
    """A field that is given as a list of its terms."""

    def __init__(self, scorable: bool = False) -> None:
        super().__init__(scorable=scorable)
        self.format = formats.Existence()

    def index(self, value: Sequence[str], **more: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Each term with the number of times that it stands there."""
        for term, many in Counter(value).items():
            yield term.encode(), many, float(many), b""


class Pool:
    """The postings of one segment, by field and term; documents come in ascending order."""

    def __init__(self) -> None:
        self.terms: dict[str, dict[bytes, Several | tuple[int, float]]] = {}
        self.fieldnames: set[str] = set()

    def add(self, item: Posting) -> None:
        field, term, number, weight, _ = item
        known = self.terms.get(field)
        if known is None:
            known = self.terms[field] = {}
            self.fieldnames.add(field)
        before = known.get(term)
        if before is None:
            known[term] = number, weight
        elif isinstance(before[0], int):
            known[term] = array("I", (before[0], number)), array("f", (before[1], weight))
        else:
            before[0].append(number)
            before[1].append(weight)

    def iter_postings(self) -> Iterator[Posting]:
        """All of them in order."""
        for field in sorted(self.terms):
            known = self.terms[field]
            for term in sorted(known):
                numbers, weights = known[term]
                if isinstance(numbers, int) or isinstance(weights, float):
                    yield field, term, numbers, weights, b""  # type: ignore[misc]
                else:
                    for number, weight in zip(numbers, weights, strict=True):
                        yield field, term, number, weight, b""

    def cleanup(self) -> None:
        """Nothing was put on disk."""


def quick_writer(index: Any) -> Any:
    """A writer for many new documents.

    The blocks of postings are not packed: that takes longer than reading the eighth that it saves. The length of the
    shortest text with each term, which Whoosh would ask the disk for once a posting, is of use to its own scoring only.
    """
    codec = W3Codec(compression=0)
    codec.length_stats = False
    writer = index.writer(codec=codec)
    writer.pool = Pool()
    return writer
