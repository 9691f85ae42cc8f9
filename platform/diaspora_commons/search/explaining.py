"""Why something was found, and why it stands where it stands; for editors."""

from collections.abc import Iterator
from dataclasses import dataclass

from .finding import Hit, find, near
from .postings import Snapshot
from .query import Query
from .ranking import OWN_LANGUAGE, WHOLE_TITLE, Concept, having, rank, titled

MOST = 10


@dataclass(frozen=True)
class Reason:
    """One name by which a text answers a word."""

    word: str
    field: str
    """`all` and `exact`: in the text; `ideas`: the text names the idea; `labels` and `facets`: it is filed under it."""
    name: str
    times: int
    documents: int
    worth: float


@dataclass(frozen=True)
class Explained:
    """A hit with its reasons, those that count most first, and what its language and its title make of their sum."""

    hit: Hit
    reasons: list[Reason]
    gain: float
    title_gain: float


def explain(snapshot: Snapshot, query: Query, language: str) -> list[Explained]:
    """The first hits of a search, with every name that speaks for them."""
    found = find(snapshot, query, language, "relevance", 1, MOST)
    asked = rank(snapshot, query, language, near(snapshot)).concepts
    mine, whole = snapshot.filed(f"speaks={language}"), titled(snapshot, query.words)
    explained = []
    for hit in found.hits:
        reasons = [reason for concept in asked for reason in reasons_of(snapshot, concept, hit.number)]
        gain = OWN_LANGUAGE if mine >> hit.number & 1 else 1.0
        title_gain = WHOLE_TITLE if hit.number in whole else 1.0
        explained.append(Explained(hit, sorted(reasons, key=lambda reason: -reason.worth), gain, title_gain))
    return explained


def reasons_of(snapshot: Snapshot, concept: Concept, number: int) -> Iterator[Reason]:
    read, filed, idf = having(snapshot, concept)
    for form, counts in read:
        if number in counts:
            worth = snapshot.saturated({number: counts[number]}, idf, form.weight)[number]
            yield Reason(concept.word.raw, form.field, form.term, int(counts[number]), len(counts), round(worth, 3))
    for form, counts in filed:
        if number in counts:
            yield Reason(concept.word.raw, form.field, form.term, 1, len(counts), round(idf * form.weight, 3))
