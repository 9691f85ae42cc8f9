"""What of a document goes into the index, whichever engine keeps it."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from . import ideas
from .documents import Document
from .words import Word, squeezed, stem_terms, surface_terms, whole, words

FORMAT = 7
"""Goes up when anything here changes what is written; an index of another format is made anew."""
COUNTRIES = ("about", "heritage", "residence", "country", "active")


@dataclass(frozen=True)
class Shown:
    """What a hit shows; kept with the index so that a page of hits asks nothing else."""

    kind: str
    id: int
    slug: str
    language: str
    title: str
    summary: str
    body: str
    url: str
    date: datetime.date | None
    facets: dict[str, list[str]]
    deadline: datetime.date | None
    added: datetime.date | None
    digest: str


@dataclass(frozen=True)
class Entry:
    """A document taken apart: lists of terms by field, and what is kept with it."""

    key: str
    all: list[str]
    exact: list[str]
    ideas: list[str]
    labels: list[str]
    facets: list[str]
    flat: str
    day: int
    due: int
    added: int
    shown: Shown


def entry(document: Document) -> Entry:
    """What the index holds of a document."""
    language = document.language
    title, rest = words(document.title), words(f"{document.summary}\n{document.body}")
    labels = words(document.labels)
    return Entry(
        key=document.key,
        all=2 * stem_terms(title, language) + stem_terms(rest, language),
        exact=surface_terms(title, language, keep_all=True) + surface_terms(rest, language),
        ideas=[*2 * named(title, language), *named(rest, language), *countries_of(document)],
        labels=sorted({*stem_terms(labels, language), *surface_terms(labels, language), whole(title, language)} - {""}),
        facets=sorted(set(facet_terms(document))),
        flat=f"{squeezed(title)}|{squeezed(rest)}",
        day=ordinal(document.date),
        due=ordinal(document.deadline),
        added=ordinal(document.added),
        shown=shown(document),
    )


def ordinal(day: datetime.date | None) -> int:
    """A day as a number; none is 0."""
    return day.toordinal() if day else 0


def named(text: list[Word], language: str) -> list[str]:
    return [mention.idea.term(language) for mention in ideas.mentions(text, language)]


def countries_of(document: Document) -> list[str]:
    codes = {code for facet in COUNTRIES for code in document.facets.get(facet, [])}
    return [ideas.country(code) for code in sorted(codes)]


def facet_terms(document: Document) -> Iterator[str]:
    """`facet=value`, and for ranking the language that the document itself speaks."""
    yield f"kind={document.kind}"
    yield f"speaks={document.language}"
    if document.same:
        yield f"same={document.kind}:{document.same}"
    if "language" not in document.facets:
        yield f"language={document.language}"
    if document.date and "year" not in document.facets:
        yield f"year={document.date.year}"
    for facet, values in document.facets.items():
        yield from (f"{facet}={value}" for value in values)


def shown(document: Document) -> Shown:
    d = document
    return Shown(
        d.kind, d.id, d.slug, d.language, d.title, d.summary, d.body, d.url, d.date, d.facets, d.deadline, d.added,
        digest(d),
    )  # fmt: skip


def digest(document: Document) -> str:
    """Two documents with the same digest are found and shown alike."""
    return blake2b(repr((FORMAT, document)).encode(), digest_size=12).hexdigest()


def entries(documents: Iterable[Document]) -> Iterator[Entry]:
    return map(entry, documents)
