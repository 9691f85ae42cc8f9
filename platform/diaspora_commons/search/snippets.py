"""The passage of a text that answers best, with what was asked for marked. Safe HTML whatever the text holds."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from markupsafe import Markup, escape

from . import ideas
from .folding import spans
from .ranking import Concept
from .words import spelled, stem_term, words

WIDTH = 240
FARTHEST = 12_000
"""How far into a long text a passage is looked for."""


class Spot(NamedTuple):
    """A stretch of text that answers the concept of this number."""

    start: int
    end: int
    concept: int


class Marker:
    """Knows the words to mark, for one search."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self.terms: dict[tuple[str, str], int] = {}
        for number, concept in enumerate(concepts):
            for form in concept.forms:
                self.terms.setdefault((form.field, form.term), number)
        self.known: dict[str, dict[str, int | None]] = {}
        self.names: dict[str, dict[tuple[str, str], list[tuple[tuple[str, ...], int]]]] = {}

    def spots(self, text: str, language: str) -> list[Spot]:
        """Where the text answers, in order."""
        if not self.terms:
            return []
        answered = partial(self.answered, self.known.setdefault(language, {}), language)
        found = [
            Spot(start, end, number) for start, end in spans(text) if (number := answered(text[start:end])) is not None
        ]
        return apart([*found, *self.mentions(text, language)])

    def mentions(self, text: str, language: str) -> Iterator[Spot]:
        """Where the text names an idea that was asked for."""
        sought = self.sought(language)
        if not sought:
            return
        read = [word for word in words(text) if word.plain]
        keys = {tongue: [ideas.key(word, tongue) for word in read] for tongue in {tongue for tongue, _ in sought}}
        for tongue, said in keys.items():
            for at, first in enumerate(said):
                for name, number in sought.get((tongue, first), ()):
                    if tuple(said[at : at + len(name)]) == name:
                        yield Spot(read[at].start, read[at + len(name) - 1].end, number)

    def sought(self, language: str) -> dict[tuple[str, str], list[tuple[tuple[str, ...], int]]]:
        """Tongue and first word → the names that begin so of the ideas that were asked for."""
        if language not in self.names:
            found = self.names[language] = {}
            known = ideas.names_of(language)
            for (field, term), number in self.terms.items():
                for tongue, name in known.get(term, ()) if field == "ideas" else ():
                    found.setdefault((tongue, name[0]), []).append((name, number))
        return self.names[language]

    def answered(self, known: dict[str, int | None], language: str, written: str) -> int | None:
        """The concept that a word of a text answers; each word is looked at once a search."""
        if written not in known:
            raw, plain = spelled(written)
            number = self.terms.get(("all", stem_term(raw, language)))
            known[written] = self.terms.get(("exact", plain)) if number is None else number
        return known[written]

    def marked(self, text: str, language: str) -> Markup:
        """The whole text, for titles."""
        return mark(text, 0, len(text), self.spots(text, language))

    def snippet(self, summary: str, body: str, language: str) -> Markup:
        """The best passage of the summary, or of the body when only that answers."""
        spots = self.spots(summary, language)
        if body and not spots:
            inside = self.spots(body[:FARTHEST], language)
            if inside:
                return passage(body[:FARTHEST], inside)
        return passage(summary or body[:FARTHEST], spots)


def apart(spots: Iterable[Spot]) -> list[Spot]:
    """In order, without those inside others."""
    kept: list[Spot] = []
    for spot in sorted(spots, key=lambda spot: (spot.start, -spot.end)):
        if not kept or spot.start >= kept[-1].end:
            kept.append(spot)
    return kept


def passage(text: str, spots: Sequence[Spot]) -> Markup:
    """The stretch with the most of what was asked, cut between words."""
    if len(text) <= WIDTH:
        return mark(text, 0, len(text), spots)
    start = beginning(text, best_start(spots))
    end = len(text) if start + WIDTH >= len(text) else text.rfind(" ", start + WIDTH // 2, start + WIDTH + 1)
    end = end if end > start else start + WIDTH
    inside = [spot for spot in spots if start <= spot.start and spot.end <= end]
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return Markup(before) + mark(text, start, end, inside) + Markup(after)  # noqa: S704  two constants


def best_start(spots: Sequence[Spot]) -> int:
    """Where to begin: the spot that is followed by the most different answers, then by the most."""
    best, start = (0, 0), 0
    for i, spot in enumerate(spots):
        follows = []
        for other in spots[i:]:
            if other.end > spot.start + WIDTH - 40:
                break
            follows.append(other.concept)
        if (len(set(follows)), len(follows)) > best:
            best, start = (len(set(follows)), len(follows)), spot.start
    return start


def beginning(text: str, wanted: int) -> int:
    """A little before the wanted place: the start of the sentence if it is near, else of a word."""
    if wanted < 60:
        return 0
    from_here = max(0, min(wanted - 40, len(text) - WIDTH))
    sentence = max(text.rfind(stop, max(0, wanted - 120), wanted) for stop in (". ", "! ", "? ", "؟ ", "\n"))
    return sentence + 2 if sentence >= 0 else text.find(" ", from_here) + 1


def mark(text: str, start: int, end: int, spots: Sequence[Spot]) -> Markup:
    """The stretch with its spots in `<mark>`, everything else escaped."""
    pieces: list[str] = []
    for spot in spots:
        pieces += (escape(text[start : spot.start]), "<mark>", escape(text[spot.start : spot.end]), "</mark>")
        start = spot.end
    return Markup("".join([*pieces, escape(text[start:end])]))  # noqa: S704  each escaped just above
