"""What of a document goes into the index, whichever engine keeps it."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

from diaspora_commons.kernel import vocabulary

from . import ideas
from .documents import Document
from .words import LANGUAGES, Word, squeezed, stem_terms, surface_terms, words

FORMAT = 1
"""Goes up when anything here changes what is written; an index of another format is made anew."""
COUNTRIES = ("about", "heritage", "residence", "country", "active")
VOCABULARIES = {
    "sector": ("sectors",),
    "topic": ("topics",),
    "sdg": ("sdgs",),
    "gcm": ("gcm_objectives",),
    "type": ("resource_kinds", "organisation_kinds"),
}


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
    shown: Shown


def entry(document: Document) -> Entry:
    """What the index holds of a document."""
    language = document.language
    rest = f"{document.summary}\n{document.body}"
    title, text = list(words(document.title)), list(words(rest))
    return Entry(
        key=document.key,
        all=2 * stem_terms(document.title, language) + stem_terms(rest, language),
        exact=surface_terms(document.title, language, keep_all=True) + surface_terms(rest, language),
        ideas=[*2 * named(title, language), *named(text, language), *countries_of(document)],
        labels=sorted(set(label_terms(document))),
        facets=sorted(set(facet_terms(document))),
        flat=squeezed(document.title) + "|" + squeezed(rest),
        day=document.date.toordinal() if document.date else 0,
        shown=shown(document),
    )


def named(text: list[Word], language: str) -> list[str]:
    return [mention.idea.term(language) for mention in ideas.mentions(text, language)]


def countries_of(document: Document) -> list[str]:
    codes = {code for facet in COUNTRIES for code in document.facets.get(facet, [])}
    return [ideas.country(code) for code in sorted(codes)]


def facet_terms(document: Document) -> Iterator[str]:
    """`facet=value`, and for ranking the language that the document itself speaks."""
    yield f"kind={document.kind}"
    yield f"speaks={document.language}"
    if "language" not in document.facets:
        yield f"language={document.language}"
    if document.date and "year" not in document.facets:
        yield f"year={document.date.year}"
    for facet, values in document.facets.items():
        yield from (f"{facet}={value}" for value in values)


def label_terms(document: Document) -> Iterator[str]:
    """The words of everything the document is filed under, in all languages, and its further labels."""
    yield from stem_terms(document.labels, document.language)
    yield from surface_terms(document.labels, document.language)
    yield from terms_of_labels("kinds", document.kind)
    for facet, names in VOCABULARIES.items():
        for value in document.facets.get(facet, []):
            for name in names:
                yield from terms_of_labels(name, value)


@cache
def terms_of_labels(name: str, value: str) -> tuple[str, ...]:
    labels = KINDS.get(value, {}) if name == "kinds" else vocabulary.terms(name).get(value, {})
    return tuple(term for language in LANGUAGES for term in stem_terms(labels.get(language, ""), language))


KINDS = {
    "initiative": {"en": "initiative project programme", "fr": "initiative projet programme",
                   "es": "iniciativa proyecto programa", "ar": "مبادرة مشروع برنامج", "pt": "iniciativa projeto programa"},
    "organisation": {"en": "organisation association", "fr": "organisation association",
                     "es": "organización asociación", "ar": "منظمة جمعية", "pt": "organização associação"},
    "resource": {"en": "resource library", "fr": "ressource bibliothèque", "es": "recurso biblioteca",
                 "ar": "مورد مكتبة", "pt": "recurso biblioteca"},
    "course": {"en": "course training certificate", "fr": "cours formation certificat",
               "es": "curso formación certificado", "ar": "دورة تدريب شهادة", "pt": "curso formação certificado"},
    "event": {"en": "event meeting", "fr": "événement rencontre", "es": "evento encuentro", "ar": "فعالية حدث لقاء",
              "pt": "evento encontro"},
    "help": {"en": "help question answer", "fr": "aide question réponse", "es": "ayuda pregunta respuesta",
             "ar": "مساعدة سؤال إجابة", "pt": "ajuda pergunta resposta"},
}  # fmt: skip
"""The words for each kind of thing, in all content languages."""


def shown(document: Document) -> Shown:
    d = document
    return Shown(d.kind, d.id, d.slug, d.language, d.title, d.summary, d.body, d.url, d.date, d.facets, digest(d))


def digest(document: Document) -> str:
    """Two documents with the same digest are found and shown alike."""
    return blake2b(repr((FORMAT, document)).encode(), digest_size=12).hexdigest()


def entries(documents: Iterable[Document]) -> Iterator[Entry]:
    return map(entry, documents)
