"""All that the assistant knows, ready to be asked. Pure: no database, no web, no chance; the same question
always gets the same reply, and the reply can say why.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from diaspora_commons.assistant import confidence, safety, synonyms
from diaspora_commons.assistant.framing import bare, thing
from diaspora_commons.assistant.language import language_of
from diaspora_commons.assistant.match import Document, Index, Phrase
from diaspora_commons.assistant.repair import Repair
from diaspora_commons.assistant.settled import settled
from diaspora_commons.assistant.words import normalise

# Above the first: an answer. Between the two: a choice of at most three. Below: no answer.
SURE, POSSIBLE = 0.4, 0.12
CHOICES = 3
# How likely each of several meanings is said to be that a person has settled.
UNSURE = 0.5
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
    near: str = ""
    """The phrase that is nearest in meaning, where meanings are compared."""

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

    sure, possible = SURE, POSSIBLE
    mark = ""
    """What its version is called by beyond the content."""

    def __init__(self, documents: Mapping[str, Sequence[Document]]) -> None:
        self.checksum = checksum(documents)
        self.languages = sorted(documents)
        self.indexes = {language: _index(language, documents) for language in self.languages}
        self._repairs = {language: Repair(index.known) for language, index in self.indexes.items()}
        self.confidence = self._learnt()
        self._equal = {language: _equal(index) for language, index in self.indexes.items()}
        self._things = {language: _things(equal, language) for language, equal in self._equal.items()}
        self.guards = any(safety.SLUG in index.slugs for index in self.indexes.values())

    def _learnt(self) -> confidence.Confidence:
        return confidence.learn(list(self.indexes.values()), self.left_out)

    def left_out(self, index: Index, phrase: Phrase) -> Iterable[confidence.Weighed]:
        """What is found for a phrase as if it alone were unknown, then as if its whole FAQ were."""
        return confidence.left_out(index, phrase)

    def look(self, text: str, page_language: str, before: str = "", but: str = "") -> Look:
        """The reply to a question asked on a page in this language. `before` is what the conversation was about, and
        `but` the question just answered, which a follow-up does not mean again."""
        language = language_of(text, page_language, self.languages)
        if self.guards and safety.is_alarming(text):
            return Look(language, Band.ANSWER, ((safety.SLUG, 1.0),), "safety")
        words = normalise(text, language).split()
        if first := self._settled(words, language, is_first=True):
            return first
        if equal := self._equal_phrase(text, language) or self._framed(text, language):
            return equal
        if not words or language not in self.indexes:
            return Look(language, Band.NOTHING, (), "nothing")
        if said := self._settled(words, language):
            return said
        alone = self._alone(words, language, text)
        if not before:
            return alone
        joined = self._guess(words, language, text, before, but)
        return joined if joined.confidence > alone.confidence or alone.slug == but else alone

    def _alone(self, words: list[str], language: str, text: str) -> Look:
        """The words by themselves; with typing errors mended if that makes it surer."""
        first = self._guess(words, language, text)
        if first.confidence >= SURE_ENOUGH:
            return first
        mended = list(self._repairs[language].words(words))
        if mended == words:
            return first
        second = self._equal_phrase(" ".join(mended), language) or self._settled(mended, language)
        second = second or self._guess(mended, language, text)
        if second.rule not in ("settled", "template") and second.confidence <= first.confidence:
            return first
        return replace(second, language=language, read_as=" ".join(mended))

    def mended(self, words: Sequence[str], language: str) -> list[str]:
        """The words with typing errors mended."""
        return list(self._repairs[language].words(words)) if language in self._repairs else list(words)

    def knows(self, language: str) -> Callable[[str], bool]:
        """Which words the FAQs of a language use."""
        return self.indexes[language].known.__contains__ if language in self.indexes else lambda word: False

    def words_of(self, slug: str, language: str) -> list[str]:
        """The words in which people ask this question."""
        index = self.indexes.get(language)
        return (
            sorted({word for phrase in index.phrases if phrase.slug == slug for word in phrase.words}) if index else []
        )

    def _settled(self, words: Sequence[str], language: str, is_first: bool = False) -> Look | None:
        """What a person has settled about a sentence; only about our own FAQs."""
        said = settled(" ".join(words), language) if self.guards and language in self.indexes else None
        if said is None or (is_first and not said.is_first):
            return None
        known = [slug for slug in said.slugs if slug in self.indexes[language].slugs]
        if said.is_sure and known:
            return Look(language, Band.ANSWER, ((known[0], 1.0),), "template", tuple(words[:6]))
        ranking = tuple((slug, UNSURE) for slug in known)
        return Look(language, Band.CHOICES if ranking else Band.NOTHING, ranking, "settled", tuple(words[:6]))

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

    def _framed(self, text: str, language: str) -> Look | None:
        """A phrase word for word within what frames a question."""
        asked = bare(text, language)
        within = self._equal_phrase(asked, language)
        if within is None and (named := thing(asked, language)):
            within = self._equal_phrase(named, language)
            if within is None and (slug := self._things.get(language, {}).get(named)):
                within = Look(language, Band.ANSWER, ((slug, 1.0),), "phrase", tuple(named.split()))
        return within if within and within.band is Band.ANSWER else None

    def _guess(self, words: Sequence[str], language: str, text: str, before: str = "", but: str = "") -> Look:
        """What the words tell, and in a ruleset that compares meanings, the text too."""
        index = self.indexes[language]
        earlier = normalise(before, language).split()
        ranking, signals = self._weighed(index, words, earlier, (text, before), but)
        if not ranking or ranking[0][1] <= 0:
            return Look(language, Band.NOTHING, (), "nothing")
        sure = self.confidence.of(signals)
        first, score = ranking[0]
        shares = tuple((slug, round(sure * other / score, 4)) for slug, other in ranking[:10])
        band = Band.ANSWER if sure >= self.sure else Band.CHOICES if sure >= self.possible else Band.NOTHING
        return Look(language, band, shares, "words", tuple(index.matched(words, first)))

    def _weighed(
        self, index: Index, words: Sequence[str], earlier: Sequence[str], said: tuple[str, str], but: str
    ) -> confidence.Weighed:
        """The FAQs, the best first, and what speaks for the first of them; `said` is the text and the one before."""
        ranking = [pair for pair in confidence.ranked(index.scores(words, before=earlier)) if pair[0] != but]
        return ranking, confidence.signals(index, [*words, *earlier], ranking) if ranking else ()


def offered(look: Look) -> list[str]:
    """The questions worth offering instead of an answer, at most three; nobody is offered to be in danger."""
    likely = [slug for slug, sure in look.ranking if sure >= WORTH_OFFERING * look.confidence]
    return [slug for slug in likely if slug != safety.SLUG][:CHOICES]


def _index(language: str, documents: Mapping[str, Sequence[Document]]) -> Index:
    """All FAQs; those that nobody has translated yet are found by what they are called in English."""
    own = list(documents[language])
    slugs = {document.slug for document in own}
    foreign = [document for document in documents.get("en", ()) if document.slug not in slugs]
    return Index(language, own + foreign, synonyms.of(language))


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


def _things(equal: Mapping[str, tuple[str, ...]], language: str) -> dict[str, str]:
    """What the phrases ask the meaning of, where only one FAQ does: `what is a seed` and `define seed` ask the same."""
    asked: dict[str, set[str]] = {}
    for phrase, slugs in equal.items():
        if named := thing(bare(phrase, language), language):
            asked.setdefault(named, set()).update(slugs)
    return {named: next(iter(slugs)) for named, slugs in asked.items() if len(slugs) == 1}
