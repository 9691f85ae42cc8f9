"""One generation of the index in PostgreSQL, read as the ranking reads any.

PostgreSQL tells by its GIN index which documents have which terms; with that alone the ranking orders them roughly, as
if each had each term once. Of the best, how often each term stands in them is fetched too, and they are ranked exactly.
"""

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from sys import byteorder
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from .indexing import Shown
from .models import Row, Spelled
from .postings import Impacts, Snapshot, numbers
from .spelling import Spelling
from .titles import Titles
from .whoosh_folder import rounded

HAVING = text("""
    SELECT wanted.term, string_agg(int4send(search_row.number), ''::bytea)
    FROM unnest(CAST(:terms AS text[])) AS wanted (term) JOIN search_row ON search_row.terms @> ARRAY[wanted.term]
    GROUP BY wanted.term
""")
TIMES = text("""
    SELECT search_row.number, had.term, had.times
    FROM search_row, unnest(search_row.terms, search_row.counts) AS had (term, times)
    WHERE search_row.number = ANY(CAST(:numbers AS integer[])) AND had.term = ANY(CAST(:terms AS text[]))
""")
SAME = text("""
    SELECT search_row.number, had.term FROM search_row, unnest(search_row.terms) AS had (term)
    WHERE had.term LIKE 'facets:same=%'
""")
DAYS = {"day": Row.day, "due": Row.due, "added": Row.added}
Term = tuple[str, str]


class Pool:
    """What suggestions and better spellings are looked up in; stands where Whoosh has a segment."""

    def __init__(self, snapshot: "PostgresSnapshot") -> None:
        self.snapshot = snapshot

    @cached_property
    def titles(self) -> Titles:
        known = dict(self.snapshot.session.execute(select(Row.number, Row.flat)).all())
        return Titles(known.get(number, "").partition("|")[0] for number in range(self.snapshot.size))

    @cached_property
    def spelling(self) -> Spelling:
        return Spelling(dict(self.snapshot.session.execute(select(Spelled.word, Spelled.texts)).all()))


class PostgresSnapshot(Snapshot):
    """Knows of every document its length and what it is filed under; asks for everything else."""

    is_rough = True

    def __init__(self, session: Session, edition: int, change: int, before: "PostgresSnapshot | None") -> None:
        self.session, self.edition, self.change = session, edition, change
        self.live = before.live if before else 0
        self.size = before.size if before else 0
        self.lengths: array[int] = before.lengths if before else array("I")
        self.exact_lengths: array[int] = before.exact_lengths if before else array("I")
        self.filed_under: dict[str, int] = before.filed_under if before else {}
        self.catch_up(before.change if before else 0)
        self.count = self.live.bit_count()
        average = sum(self.exact_lengths) / (self.size or 1) or 1.0
        self.norms = {n: self.K1 * (1 - self.B + self.B * n / average) for n in set(self.lengths)}
        self.worked_out = OrderedDict()
        self.weight = 0
        self.asked: dict[Term, Impacts] = {}
        self.days: dict[str, dict[int, int]] = {}
        self.leaves: list[Any] = [(Pool(self), 0)]

    def catch_up(self, seen: int) -> None:
        """Read what changed since the generation before."""
        rows = select(Row.number, Row.length, Row.terms, Row.shown.is_not(None)).where(Row.change > seen)
        for number, length, terms, is_there in self.session.execute(rows.order_by(Row.number)):
            bit = 1 << number
            if number < self.size and self.live & bit:
                for facet, bits in self.filed_under.items():
                    if bits & bit:
                        self.filed_under[facet] = bits & ~bit
            while self.size <= number:
                self.lengths.append(0)
                self.exact_lengths.append(0)
                self.size += 1
            self.lengths[number], self.exact_lengths[number] = rounded(length), length
            self.live = self.live | bit if is_there else self.live & ~bit
            for term in terms:
                if term.startswith("facets:"):
                    self.filed_under[term[7:]] = self.filed_under.get(term[7:], 0) | bit

    def expect(self, terms: Iterable[Term]) -> None:
        """Ask for all of these at once."""
        unknown = {
            f"{field}:{term}": (field, term)
            for field, term in terms
            if (field, term) not in self.asked and field != "facets"
        }
        if not unknown:
            return
        found: dict[str, array[int]] = {}
        for term, packed in self.session.execute(HAVING, {"terms": list(unknown)}):
            found[term] = array("i", bytes(packed))
            if byteorder == "little":
                found[term].byteswap()
        live = self.live
        for name, term in unknown.items():
            self.asked[term] = {number: 1.0 for number in sorted(found.get(name, ())) if live >> number & 1}

    def counts(self, field: str, term: str) -> Impacts:
        """The documents with a term, each as if it had it once."""
        if field == "facets":
            return dict.fromkeys(numbers(self.filed(term)), 1.0)
        self.expect([(field, term)])
        return self.asked[field, term]

    def times(self, best: Sequence[int], terms: Iterable[Term]) -> dict[Term, Impacts]:
        """How often these terms really stand in these documents."""
        names = {f"{field}:{term}": (field, term) for field, term in terms}
        found: dict[Term, Impacts] = {}
        for number, name, many in self.session.execute(TIMES, {"numbers": list(best), "terms": list(names)}):
            found.setdefault(names[name], {})[number] = float(many)
        return found

    def filed(self, facet: str) -> int:
        return self.filed_under.get(facet, 0)

    @cached_property
    def facets(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for term in sorted(term for term, bits in self.filed_under.items() if bits):
            name, _, value = term.partition("=")
            found.setdefault(name, []).append(value)
        return found

    @cached_property
    def siblings(self) -> dict[int, str]:
        return dict(self.session.execute(SAME).all())

    def flat(self, number: int) -> bytes:
        return (self.session.scalar(select(Row.flat).where(Row.number == number)) or "").encode()

    def day(self, number: int, column: str = "day") -> int:
        if column not in self.days:
            self.days[column] = dict(self.session.execute(select(Row.number, DAYS[column])).all())
        return self.days[column].get(number, 0)

    def shown(self, number: int) -> Shown:
        kept: dict[str, Any] = self.session.scalars(select(Row.shown).where(Row.number == number)).one()
        days = {name: date.fromisoformat(kept[name]) for name in ("date", "deadline", "added") if kept[name]}
        return Shown(**{**kept, **days})

    def close(self) -> None:
        """Nothing is held open between searches."""
