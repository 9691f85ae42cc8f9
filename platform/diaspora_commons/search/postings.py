"""The index as the ranking reads it: postings a term at a time, sets of documents as the bits of an integer.

A leaf is one segment of the index. Segments never change, save that documents in them are struck out, so what was read
from one is kept as long as it lives, over many generations. A snapshot is one generation: its leaves, in order.
"""

from array import array
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from math import log
from typing import Any

from .indexing import Shown
from .spelling import Spelling
from .titles import Titles

MOST_POSTINGS = 500_000
"""How many postings a process keeps; at 12 bytes each."""
MOST_IMPACTS = 600_000
"""How many worths of words in documents it keeps besides; at 12 bytes each."""
Impacts = dict[int, float]
Postings = tuple["array[int]", "array[float]"]


class Leaf:
    """One segment, and what was read from it."""

    def __init__(self, reader: Any) -> None:
        self.reader = reader
        self.size: int = reader.doc_count_all()
        self.lengths = array("I", (reader.doc_field_length(d, "all") or 0 for d in range(self.size)))
        self.kept: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self.weight = 0
        self.sets: dict[str, int] = {}
        self.columns: dict[str, array[int]] = {}
        self.flats: tuple[Any, Any] = (None, None)

    def postings(self, field: str, term: str) -> Postings:
        """Documents with a term, and how often it stands there. Some may have been struck out since."""
        found = self.kept.get((field, term))
        if found is None:
            found = self.kept[field, term] = self.read(field, term)
            self.weight += len(found[0]) + 16
            while self.weight > MOST_POSTINGS and len(self.kept) > 1:
                self.weight -= len(self.kept.popitem(last=False)[1][0]) + 16
        else:
            self.kept.move_to_end((field, term))
        return found

    def read(self, field: str, term: str) -> Postings:
        ids, counts = array("I"), array("f")
        if (field, term) in self.reader:
            matcher = self.reader.postings(field, term)
            while matcher.is_active():
                ids.append(matcher.id())
                counts.append(matcher.weight())
                matcher.next()
        return ids, counts

    def bits(self, facet: str) -> int:
        """The documents filed under `facet=value`."""
        if facet not in self.sets:
            self.sets[facet] = bits_of(self.read("facets", facet)[0], self.size)
        return self.sets[facet]

    @cached_property
    def facets(self) -> tuple[str, ...]:
        """Every `facet=value` of this segment."""
        return tuple(term.decode("utf-8") for term in self.reader.lexicon("facets"))

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """The words that stand in its texts, with the number of texts."""
        return {term.decode("utf-8"): info.doc_frequency() for term, info in self.reader.iter_field("exact")}

    @cached_property
    def titles(self) -> Titles:
        return Titles(self.flat(number).partition(b"|")[0].decode() for number in range(self.size))

    @cached_property
    def siblings(self) -> dict[int, str]:
        """What the documents say that say the same as others."""
        same = [term for term in self.facets if term.startswith("same=")]
        return {number: term for term in same for number in self.read("facets", term)[0]}

    def flat(self, number: int) -> bytes:
        """The folded words of a document, those of its title before a bar."""
        if self.flats[0] is not self.reader:
            self.flats = self.reader, self.reader.column_reader("flat")
        text: bytes = self.flats[1][number]
        return text

    @cached_property
    def spelling(self) -> Spelling:
        return Spelling(self.vocabulary)

    def days(self, column: str) -> "array[int]":
        """The day that this column says of each document, as a number; 0 where it says none."""
        if column not in self.columns:
            self.columns[column] = array("i", self.reader.column_reader(column))
        return self.columns[column]


def bits_of(ids: "array[int] | list[int]", size: int) -> int:
    """Document numbers as an integer with those bits set."""
    flags = bytearray(b"0") * size
    for i in ids:
        flags[-1 - i] = 49
    return int(flags, 2) if size else 0


def numbers(bits: int) -> Iterator[int]:
    """The document numbers of a set, ascending."""
    for number, flag in enumerate(reversed(f"{bits:b}")):
        if flag == "1":
            yield number


def rarity(having: int, documents: int) -> float:
    """The weight of a word that so many of the documents have. Lucene's, save that it does not fall to nothing: what
    most of the texts say still counts a little. Whoosh's own, one more for every word, is worse for long questions.
    """
    return log(1 + documents / (having + 0.5))


class Snapshot:
    """One generation of the index."""

    K1 = 1.2
    B = 0.75
    is_rough = False
    """Whether `counts` only says who has a term; how often, `times` says of a few."""

    def __init__(self, reader: Any, leaves: dict[str, Leaf]) -> None:
        """`leaves` are those of the generation before, by segment; the ones still in use are taken over."""
        self.reader = reader
        self.leaves: list[tuple[Leaf, int]] = []
        self.by_segment: dict[str, Leaf] = {}
        for leaf_reader, base in reader.leaf_readers():
            if leaf_reader.segment() is None:  # an empty index has one leaf that is none
                continue
            name = leaf_reader.segment().segment_id()
            leaf = leaves.get(name) or Leaf(leaf_reader)
            leaf.reader = leaf_reader
            self.by_segment[name] = leaf
            self.leaves.append((leaf, base))
        self.size: int = reader.doc_count_all()
        self.live = self.all_but_dead()
        self.count = self.live.bit_count()
        average = reader.field_length("all") / (self.size or 1) or 1.0
        self.lengths = self.leaves[0][0].lengths if len(self.leaves) == 1 else self.joined_lengths()
        self.norms = {n: self.K1 * (1 - self.B + self.B * n / average) for n in set(self.lengths)}
        self.combined: dict[str, int] = {}
        self.worked_out: OrderedDict[Hashable, Postings] = OrderedDict()
        self.weight = 0

    def joined_lengths(self) -> "array[int]":
        joined = array("I")
        for leaf, _ in self.leaves:
            joined.extend(leaf.lengths)
        return joined

    def all_but_dead(self) -> int:
        live = (1 << self.size) - 1
        for leaf, base in self.leaves:
            for number in leaf.reader.segment().deleted_docs():
                live &= ~(1 << (number + base))
        return live

    def kept(self, key: Hashable, make: Callable[[], Impacts]) -> Impacts:
        """Worked out once in this generation, as long as there is room. Packed: a dictionary takes far more."""
        packed = self.worked_out.get(key)
        if packed is not None:
            return dict(zip(*packed, strict=True))
        made = make()
        self.worked_out[key] = array("I", made.keys()), array("d", made.values())
        self.weight += len(made) + 64
        while self.weight > MOST_IMPACTS and len(self.worked_out) > 1:
            self.weight -= len(self.worked_out.popitem(last=False)[1][0]) + 64
        return made

    def counts(self, field: str, term: str) -> Impacts:
        """How often a term stands in each living document that has it."""
        found: Impacts = {}
        for leaf, base in self.leaves:
            ids, counts = leaf.postings(field, term)
            if base:
                found.update((number + base, count) for number, count in zip(ids, counts, strict=True))
            else:
                found.update(zip(ids, counts, strict=True))
        if self.count < self.size:
            live = self.live
            found = {number: count for number, count in found.items() if live >> number & 1}
        return found

    def expect(self, terms: Iterable[tuple[str, str]]) -> None:
        """These will be asked for; who has far to go may fetch them together."""

    def times(self, best: Sequence[int], terms: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Impacts]:
        """How often each of the terms stands in these documents; for those that are rough."""
        raise NotImplementedError

    def saturated(self, counts: Impacts, idf: float, weight: float = 1.0) -> Impacts:
        """BM25 of one term: what its mentions are worth in a text of that length."""
        top, norms, lengths = idf * (self.K1 + 1) * weight, self.norms, self.lengths
        return {number: top * count / (count + norms[lengths[number]]) for number, count in counts.items()}

    def telling(self, documents: Iterable[int]) -> float:
        """How telling it is to have something that these have: among the texts of each language where it occurs, and on
        the average of those. A word of one language is not rare for being unknown in the others.
        """
        having = Counter(map(self.tongues.__getitem__, documents))
        total = having.total()
        if not total:
            return rarity(0, self.size)
        sizes = self.tongue_sizes
        return sum(many * rarity(many, sizes[tongue]) for tongue, many in having.items()) / total

    @cached_property
    def tongues(self) -> bytearray:
        """The language of each document, as a number."""
        found = bytearray(self.size)
        for tongue, (_, bits) in enumerate(self.shelves.get("speaks", ()), 1):
            for number in numbers(bits):
                found[number] = min(tongue, 255)
        return found

    def tongue(self, language: str) -> int:
        """The number that a language has in `tongues`; one that no text is in has none of theirs."""
        known = (value for value, _ in self.shelves.get("speaks", ()))
        return next((number for number, value in enumerate(known, 1) if value == language), 256)

    @cached_property
    def tongue_sizes(self) -> Counter[int]:
        """How many documents are in each language."""
        return Counter(self.tongues)

    def filed(self, facet: str) -> int:
        """The living documents under `facet=value`, as bits."""
        if facet not in self.combined:
            bits = 0
            for leaf, base in self.leaves:
                if facet in leaf.sets or facet in leaf.facets:
                    bits |= leaf.bits(facet) << base
            self.combined[facet] = bits & self.live
        return self.combined[facet]

    @cached_property
    def facets(self) -> dict[str, list[str]]:
        """The values of every facet."""
        found: dict[str, list[str]] = {}
        for term in sorted({term for leaf, _ in self.leaves for term in leaf.facets}):
            name, _, value = term.partition("=")
            found.setdefault(name, []).append(value)
        return found

    @cached_property
    def shelves(self) -> dict[str, list[tuple[str, int]]]:
        """The values of every facet with the documents under each, as bits."""
        return {
            name: [(value, self.filed(f"{name}={value}")) for value in values] for name, values in self.facets.items()
        }

    @cached_property
    def siblings(self) -> dict[int, str]:
        """Document → the name under which others in other languages say the same."""
        return {number + base: name for leaf, base in self.leaves for number, name in leaf.siblings.items()}

    def flat(self, number: int) -> bytes:
        """The folded words of a document."""
        leaf, local = self.locate(number)
        return leaf.flat(local)

    def title(self, number: int) -> str:
        """The folded words of a title."""
        return self.flat(number).partition(b"|")[0].decode()

    def day(self, number: int, column: str = "day") -> int:
        """When a document is from (`day`), due (`due`) or came to be here (`added`)."""
        leaf, local = self.locate(number)
        return leaf.days(column)[local]

    def shown(self, number: int) -> Shown:
        """What is kept of a document to show it."""
        leaf, local = self.locate(number)
        return Shown(*leaf.reader.stored_fields(local)["shown"])

    def locate(self, number: int) -> tuple[Leaf, int]:
        leaf, base = next((leaf, base) for leaf, base in reversed(self.leaves) if number >= base)
        return leaf, number - base

    def close(self) -> None:
        with suppress(Exception):  # what is damaged may not even close
            self.reader.close()
