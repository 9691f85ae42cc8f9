"""All that the assistant knows, ready to be asked. Pure: no database, no web, no chance; the same question
always gets the same reply, and the reply can say why.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from diaspora_commons.assistant import confidence, safety
from diaspora_commons.assistant.language import language_of
from diaspora_commons.assistant.match import Document, Index
from diaspora_commons.assistant.repair import Repair
from diaspora_commons.assistant.words import normalise

# Above the first: an answer. Between the two: a choice of at most three. Below: no answer.
SURE, POSSIBLE = 0.5, 0.12
CHOICES = 3
# A first look as sure as this needs no second one with typing errors mended.
SURE_ENOUGH = 0.75
# A guess this much weaker than the first is not worth offering.
WORTH_OFFERING = 0.4


class Band(StrEnum):
    """What the assistant does with a question."""

    ANSWER = "answer"
    CHOICES = "choices"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Look:
    """What was found for one question, and why."""

    language: str
    band: Band
    ranking: tuple[tuple[str, float], ...]
    rule: str
    matched: tuple[str, ...] = ()
    read_as: str = ""

    @property
    def slug(self) -> str | None:
        """The first guess."""
        return self.ranking[0][0] if self.ranking else None

    @property
    def confidence(self) -> float:
        """How likely the first guess is right."""
        return self.ranking[0][1] if self.ranking else 0.0


class Ruleset:
    """The indexes of all languages, the rules above them and the confidence fitted to them."""

    def __init__(self, documents: Mapping[str, Sequence[Document]]) -> None:
        self.checksum = checksum(documents)
        self.languages = sorted(documents)
        self._indexes = {language: Index(language, documents[language]) for language in self.languages}
        self._repairs = {language: Repair(index.known) for language, index in self._indexes.items()}
        self._confidence = confidence.learn(list(self._indexes.values()))
        self._equal = {language: _equal(index) for language, index in self._indexes.items()}
        self._guards = any(safety.SLUG in index.slugs for index in self._indexes.values())

    def look(self, text: str, page_language: str) -> Look:
        """The reply to a question asked on a page in this language."""
        language = language_of(text, page_language, self.languages)
        if self._guards and safety.is_alarming(text):
            return Look(language, Band.ANSWER, ((safety.SLUG, 1.0),), "safety")
        if equal := self._equal_phrase(text, language):
            return equal
        words = normalise(text, language).split()
        if not words or language not in self._indexes:
            return Look(language, Band.NOTHING, (), "nothing")
        first = self._guess(words, language)
        if first.confidence >= SURE_ENOUGH:
            return first
        mended = list(self._repairs[language].words(words))
        if mended == words:
            return first
        second = self._equal_phrase(" ".join(mended), language) or self._guess(mended, language)
        if second.confidence <= first.confidence:
            return first
        return Look(language, second.band, second.ranking, second.rule, second.matched, read_as=" ".join(mended))

    def _equal_phrase(self, text: str, language: str) -> Look | None:
        """A phrase of the FAQ word for word, in the question's language or else in another one."""
        for tried in (language, *(other for other in self.languages if other != language)):
            folded = normalise(text, tried)
            slugs = self._equal.get(tried, {}).get(folded, ())
            if len(slugs) == 1:
                return Look(tried, Band.ANSWER, ((slugs[0], 1.0),), "phrase", tuple(folded.split()))
            if slugs:
                offered = tuple((slug, 0.5) for slug in slugs[:CHOICES])
                return Look(tried, Band.CHOICES, offered, "phrase", tuple(folded.split()))
        return None

    def _guess(self, words: Sequence[str], language: str) -> Look:
        index = self._indexes[language]
        ranking = confidence.ranked(index.scores(words))
        if not ranking or ranking[0][1] <= 0:
            return Look(language, Band.NOTHING, (), "nothing")
        sure = self._confidence.of(confidence.signals(index, words, ranking))
        first, score = ranking[0]
        shares = tuple((slug, round(sure * other / score, 4)) for slug, other in ranking[:10])
        band = Band.ANSWER if sure >= SURE else Band.CHOICES if sure >= POSSIBLE else Band.NOTHING
        return Look(language, band, shares, "words", tuple(index.matched(words, first)))


def offered(look: Look) -> list[str]:
    """The questions worth offering instead of an answer, at most three; nobody is offered to be in danger."""
    likely = [slug for slug, sure in look.ranking if sure >= WORTH_OFFERING * look.confidence]
    return [slug for slug in likely if slug != safety.SLUG][:CHOICES]


def checksum(documents: Mapping[str, Sequence[Document]]) -> str:
    """A short name for exactly this content."""
    content = {
        language: [[document.slug, *document.phrases, document.answer] for document in documents[language]]
        for language in sorted(documents)
    }
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:12]


def _equal(index: Index) -> dict[str, tuple[str, ...]]:
    equal: dict[str, tuple[str, ...]] = {}
    for phrase in index.phrases:
        folded = " ".join(phrase.words)
        known = equal.get(folded, ())
        if phrase.slug not in known:
            equal[folded] = (*known, phrase.slug)
    return equal
