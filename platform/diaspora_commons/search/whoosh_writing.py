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
TIMES = 20
"""Bits of a number that says how often a term stands in a document; those above them say in which."""
MOST_TIMES = (1 << TIMES) - 1


class Terms(fields.KEYWORD):  # type: ignore[misc]
    """A field that is given as a list of its terms."""

    def __init__(self, scorable: bool = False) -> None:
        super().__init__(scorable=scorable)
        self.format = formats.Existence()

    def index(self, value: Sequence[str], **more: Any) -> Iterator[tuple[Any, int, float, bytes]]:
        """Each term with the number of times that it stands there; for the quick writer all of them at once."""
        counted = Counter(value)
        if isinstance(value, Together):
            return iter([(counted, len(value), 1.0, b"")] if value else [])
        return ((term.encode(), many, float(many), b"") for term, many in counted.items())


class Together(list[str]):
    """Terms of a field that the pool is to take in one go."""


class Pool:
    """The postings of one segment, by field and term; documents come in ascending order."""

    def __init__(self) -> None:
        self.terms: dict[str, dict[str, int | array[int]]] = {}
        self.fieldnames: set[str] = set()

    def add(self, item: tuple[str, Any, int, float, bytes]) -> None:
        """The terms of one field of one document."""
        field, found, number, _, _ = item
        if isinstance(found, bytes):  # the key, which is Whoosh's own kind of field
            found = {found.decode(): 1}
        known = self.terms.setdefault(field, {})
        self.fieldnames.add(field)
        before_of, here = known.get, number << TIMES
        for term, many in found.items():
            posting = here | min(many, MOST_TIMES)
            before = before_of(term)
            if before is None:
                known[term] = posting
            elif isinstance(before, int):
                known[term] = array("Q", (before, posting))
            else:
                before.append(posting)

    def iter_postings(self) -> Iterator[Posting]:
        """All of them in order, which is the same for terms and for their bytes."""
        for field in sorted(self.terms):
            known = self.terms[field]
            for term in sorted(known):
                name, postings = term.encode(), known[term]
                for posting in (postings,) if isinstance(postings, int) else postings:
                    yield field, name, posting >> TIMES, float(posting & MOST_TIMES), b""

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
