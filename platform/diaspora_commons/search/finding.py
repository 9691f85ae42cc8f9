"""A search from what was typed to what is shown, on a snapshot of the index."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import nlargest, nsmallest
from math import inf

from markupsafe import Markup

from diaspora_commons.kernel.clock import today

from .postings import Snapshot
from .query import FACETS, Query
from .ranking import Near, Ranked, rank
from .siblings import one_of_each
from .snippets import Marker
from .spelling import nearest
from .words import words

PER_PAGE = 20
MOST_PER_PAGE = 50
SORTS = ("relevance", "newest", "deadline", "added")
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Hit:
    """One line of the results. `url` has no language in front."""

    id: str
    kind: str
    slug: str
    title: str
    marked_title: Markup
    snippet: Markup
    url: str
    language: str
    date: datetime.date | None
    facets: Mapping[str, list[str]]
    score: float
    deadline: datetime.date | None = None
    added: datetime.date | None = None
    number: int = -1
    """Of the document in the snapshot that it was found in."""


@dataclass(frozen=True)
class Found:
    """One page of results, and what could be asked next."""

    query: Query
    hits: Sequence[Hit]
    total: int
    page: int
    per_page: int
    sort: str
    counts: Counts
    """How many there would be with each further value of each facet."""
    dropped: Mapping[str, int] = field(default_factory=dict)
    """When there is nothing: how many there would be without what was chosen in each facet."""
    did_you_mean: str | None = None
    is_simple: bool = False
    """Answered from the database because the index is away: no ranking to speak of."""

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))


def find(
    snapshot: Snapshot, query: Query, language: str, sort: str, page: int, per_page: int, facets: Sequence[str] = FACETS
) -> Found:
    """Rank, narrow, count, cut the page."""
    chosen = {name: union(snapshot, name, values) for name, values in query.chosen.items()}
    ranked, living, found = answering(snapshot, query, language, chosen)
    left = narrowed(found, chosen)
    total = left.bit_count()
    page = page_within(page, total, per_page)
    best = in_order(snapshot, ranked, left, sort, page * per_page)[(page - 1) * per_page :]
    marker = Marker(ranked.concepts)
    hits = [hit(snapshot, number, marker, ranked.scores[number]) for number in best]
    counts = {facet: count_one(snapshot, facet, living if facet == "language" else found, chosen) for facet in facets}
    dropped = {} if total else without_one(snapshot, ranked, living, found, chosen, language)
    return Found(query, hits, total, page, per_page, sort, counts, dropped, proposal(snapshot, query, ranked))


def answering(snapshot: Snapshot, query: Query, language: str, chosen: Mapping[str, int]) -> tuple[Ranked, int, int]:
    """What answers; as bits all of it, and of texts that say the same in several languages one each."""
    ranked = rank(snapshot, query, language, near(snapshot))
    living = ranked.hits & snapshot.live
    found, scores = one_of_each(snapshot, ranked.scores, living & chosen.get("language", living), language)
    return replace(ranked, scores=scores), living, found


def near(snapshot: Snapshot) -> Near:
    """How the known words nearest to an unknown one are found."""
    return lambda word: nearest((leaf.spelling for leaf, _ in snapshot.leaves), word)


def page_within(page: int, total: int, per_page: int) -> int:
    """The nearest page that there is."""
    return max(1, min(page, -(-total // per_page)))


def union(snapshot: Snapshot, facet: str, values: Sequence[str]) -> int:
    bits = 0
    for value in values:
        bits |= snapshot.filed(f"{facet}={value}")
    return bits


def in_order(snapshot: Snapshot, ranked: Ranked, left: int, sort: str, many: int) -> list[int]:
    """The first so many of those that are left."""
    flags = f"{left:0{max(snapshot.size, 1)}b}"[::-1]
    scores = ranked.scores
    if sort == "relevance" and ranked.concepts:
        fitting = {number: worth for number, worth in scores.items() if flags[number] == "1"}
        least = sorted(fitting.values(), reverse=True)[:many][-1:] or [0.0]
        ahead = [(-worth, number) for number, worth in fitting.items() if worth >= least[0]]
        return [number for _, number in sorted(ahead)[:many]]
    numbers = [number for number in scores if flags[number] == "1"]
    if sort == "deadline":
        return nsmallest(many, numbers, key=lambda number: (wait(snapshot, number), -scores[number], number))
    if sort == "added":
        return nlargest(many, numbers, key=lambda number: (snapshot.day(number, "added"), scores[number], -number))
    return nlargest(many, numbers, key=lambda number: (snapshot.day(number), scores[number], -number))


def wait(snapshot: Snapshot, number: int) -> float:
    """Days until the deadline; what has none, or had it before today, comes last."""
    left = snapshot.day(number, "due") - today().toordinal()
    return left if left >= 0 else inf


def narrowed(hits: int, chosen: Mapping[str, int], but: str = "") -> int:
    """Those that fit what is chosen in each facet but one."""
    for facet, bits in chosen.items():
        if facet != but:
            hits &= bits
    return hits


def count_one(snapshot: Snapshot, facet: str, hits: int, chosen: Mapping[str, int]) -> dict[str, int]:
    """Within a facet values widen, between facets they narrow: each number says how many there would be."""
    left = narrowed(hits, chosen, but=facet)
    shelf = snapshot.shelves.get(facet, ())
    return {value: number for value, bits in shelf if (number := (left & bits).bit_count())}


def without_one(
    snapshot: Snapshot, ranked: Ranked, living: int, found: int, chosen: Mapping[str, int], language: str
) -> dict[str, int]:
    """For each facet how many there would be without what was chosen in it, where there would be any."""
    left: dict[str, int] = {}
    for facet in chosen:
        pool = one_of_each(snapshot, ranked.scores, living, language)[0] if facet == "language" else found
        left[facet] = narrowed(pool, chosen, but=facet).bit_count()
    return {facet: many for facet, many in left.items() if many}


def hit(snapshot: Snapshot, number: int, marker: Marker, score: float) -> Hit:
    it = snapshot.shown(number)
    return Hit(
        id=f"{it.kind}:{it.slug}",
        kind=it.kind,
        slug=it.slug,
        title=it.title,
        marked_title=marker.marked(it.title, it.language),
        snippet=marker.snippet(it.summary, it.body, it.language),
        url=it.url,
        language=it.language,
        date=it.date,
        facets=it.facets,
        score=round(score, 3),
        deadline=it.deadline,
        added=it.added,
        number=number,
    )


def proposal(snapshot: Snapshot, query: Query, ranked: Ranked) -> str | None:
    """What was typed, with each unknown word replaced by the nearest known one as texts write it."""
    better = {c.word.start: (c.word, c.instead) for c in ranked.concepts if c.instead}
    if not better:
        return None
    said, at = "", 0
    for start, (word, known) in sorted(better.items()):
        said += query.text[at:start] + as_written(snapshot, known)
        at = word.end
    return said + query.text[at:]


def as_written(snapshot: Snapshot, plain: str) -> str:
    """A folded word as the first text that has it writes it, with its accents."""
    for number in snapshot.counts("exact", plain):
        it = snapshot.shown(number)
        for text in (it.title, it.summary, it.body):
            for word in words(text):
                if word.plain == plain:
                    return word.raw
    return plain
