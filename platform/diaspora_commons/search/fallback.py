"""Answers without an index: every public text is read from its source and looked through for the words as typed.

Slow and simple, and only until the index is back; the page says so.
"""

from collections import Counter
from dataclasses import replace
from datetime import date

from markupsafe import Markup, escape

from diaspora_commons.kernel.clock import today

from .documents import Document, all_documents
from .finding import Counts, Found, Hit, page_within
from .folding import fold
from .indexing import facet_terms, ordinal
from .query import FACETS, Query
from .snippets import WIDTH
from .words import LANGUAGES, stop_words

Scored = list[tuple[float, Document]]
plain_form = fold.__wrapped__
"""Folding without its memory, which whole texts would fill."""


def find(query: Query, language: str, sort: str, page: int, per_page: int) -> Found:
    """The documents that have the words, those that have more of them in their titles first."""
    dull = frozenset[str]().union(*(stop_words(known) for known in LANGUAGES))
    plain = [word.plain for word in query.words]
    wanted = [word for word in plain if word not in dull] or plain
    every = [(score, document) for document in all_documents() if (score := worth(document, wanted, query, language))]
    spoken = replace(query, chosen={name: query.chosen[name] for name in query.chosen if name == "language"})
    scored = one_of_each([pair for pair in every if is_chosen(facets_of(pair[1]), spoken)], language)
    counts = count(scored, query) | {"language": count(every, query)["language"]}
    left = [pair for pair in scored if is_chosen(facets_of(pair[1]), query)]
    left.sort(
        key=lambda pair: (place(pair[1], sort if wanted or sort != "relevance" else "newest"), pair[0]), reverse=True
    )
    page = page_within(page, len(left), per_page)
    cut = left[(page - 1) * per_page : page * per_page]
    hits = [hit(document, score) for score, document in cut]
    dropped = {} if left else without_one(scored, one_of_each(every, language), query)
    return Found(query, hits, len(left), page, per_page, sort, counts, dropped, is_simple=True)


def one_of_each(scored: Scored, language: str) -> Scored:
    """Of texts that say the same in several languages the reader's, or else the best."""
    shown: dict[str, tuple[float, Document]] = {}
    for score, document in scored:
        id = f"same {document.kind}:{document.same}" if document.same else document.key
        other = shown.get(id)
        mine = document.language == language
        if other is None or (mine, score) > (other[1].language == language, other[0]):
            shown[id] = score, document
    return [*shown.values()]


def worth(document: Document, wanted: list[str], query: Query, language: str) -> float:
    """How many of the words it has; nothing when a phrase is missing or an unwanted word is there."""
    title = plain_form(document.title)
    text = f"{title} {plain_form(document.summary)} {plain_form(document.body)} {plain_form(document.labels)}"
    if any(phrase not in text for phrase in query.phrases) or any(word in text for word in query.without):
        return 0.0
    if not wanted:
        return 1.0
    found = sum((word in text) + 2 * (word in title) for word in wanted)
    return found * (1.2 if found and document.language == language else 1.0)


def place(document: Document, sort: str) -> int:
    """The higher, the earlier in this order."""
    if sort == "deadline":
        return (
            -document.deadline.toordinal()
            if document.deadline and document.deadline >= today()
            else -date.max.toordinal()
        )
    return {"newest": ordinal(document.date), "added": ordinal(document.added)}.get(sort, 0)


def facets_of(document: Document) -> set[tuple[str, str]]:
    pairs = (term.partition("=") for term in facet_terms(document))
    return {(facet, value) for facet, _, value in pairs}


def is_chosen(facets: set[tuple[str, str]], query: Query, except_for: str = "") -> bool:
    return all(
        any((facet, value) in facets for value in values)
        for facet, values in query.chosen.items()
        if facet != except_for
    )


def count(scored: Scored, query: Query) -> Counts:
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    for _, document in scored:
        facets = facets_of(document)
        for facet, value in facets:
            if facet in counts and is_chosen(facets, query, except_for=facet):
                counts[facet][value] += 1
    return {facet: dict(found) for facet, found in counts.items()}


def without_one(scored: Scored, in_any_language: Scored, query: Query) -> dict[str, int]:
    """For each facet how many there would be without what was chosen in it, where there would be any."""
    left: dict[str, int] = {}
    for facet in query.chosen:
        pool = in_any_language if facet == "language" else scored
        left[facet] = sum(is_chosen(facets_of(document), query, except_for=facet) for _, document in pool)
    return {facet: many for facet, many in left.items() if many}


def hit(document: Document, score: float) -> Hit:
    d = document
    text = d.summary or d.body
    short: Markup = escape(text if len(text) <= WIDTH else text[:WIDTH].rsplit(" ", 1)[0] + " …")
    return Hit(
        d.public_id, d.kind, d.slug, d.title, escape(d.title), short, d.url, d.language, d.date, d.facets, score,
        d.deadline, d.added,
    )  # fmt: skip
