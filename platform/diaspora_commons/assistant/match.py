"""FAQ-BM25: how much of a question does each FAQ explain? One index a language, one document an FAQ.

BM25 over words, pairs of words and pieces of words, divided by the most that the question could have
scored. So a score reads as a share: "this FAQ explains 62 % of the question".
"""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from diaspora_commons.assistant.words import features, normalise, pieces, stem

WEIGHTS = {"w": 1.0, "b": 0.5, "c": 0.1}
K1, B = 1.2, 0.5
# Words of the answer help to find it, but an answer that repeats one must not drown the questions.
ANSWER_WORD_AT_MOST = 2


@dataclass(frozen=True)
class Document:
    """One FAQ in one language: the ways people ask it (the question first) and its answer."""

    slug: str
    phrases: tuple[str, ...]
    answer: str = ""


@dataclass(frozen=True)
class Phrase:
    """One way of asking; `slug` says to which FAQ it belongs."""

    slug: str
    words: tuple[str, ...]
    roots: frozenset[str]


class Index:
    """All FAQs of one language, ready to be asked."""

    def __init__(self, language: str, documents: Sequence[Document]) -> None:
        self.language = language
        self.slugs = [document.slug for document in documents]
        self.phrases = [phrase for document in documents for phrase in self._phrases(document)]
        self.known = Counter(word for phrase in self.phrases for word in phrase.words)
        self._place = {slug: place for place, slug in enumerate(self.slugs)}
        self._by_slug: dict[str, list[Phrase]] = {slug: [] for slug in self.slugs}
        for phrase in self.phrases:
            self._by_slug[phrase.slug].append(phrase)
        self._build([self._bag(document) for document in documents])

    def _phrases(self, document: Document) -> Iterable[Phrase]:
        for text in dict.fromkeys(normalise(phrase, self.language) for phrase in document.phrases):
            words = tuple(text.split())
            if words:
                roots = frozenset(stem(word, self.language) for word in words)
                yield Phrase(document.slug, words, roots)

    def _bag(self, document: Document) -> Counter[str]:
        bag: Counter[str] = Counter()
        for phrase in self._by_slug[document.slug]:
            bag.update(features(phrase.words, self.language))
        words = normalise_long(document.answer, self.language)
        self.known.update(set(words))
        for feature, count in Counter(features(words, self.language)).items():
            if feature[0] != "c":
                bag[feature] += min(count, ANSWER_WORD_AT_MOST)
        return bag

    def _build(self, bags: list[Counter[str]]) -> None:
        """Lay all postings end to end in plain arrays: three times smaller than a list for each feature."""
        total = len(bags)
        lengths = [sum(count for feature, count in bag.items() if feature[0] == "w") for bag in bags]
        mean = (sum(lengths) / total if total else 0) or 1.0
        self._norms = [K1 * (1 - B + B * length / mean) for length in lengths]
        self._rarest = math.log(1 + (total + 0.5) / 0.5)
        spread = Counter(feature for bag in bags for feature in bag)
        self._features = {feature: at for at, feature in enumerate(spread)}
        self._starts = array("I", accumulate(spread.values(), initial=0))
        self._most = array("f", (self._worth_of(feature, spread[feature], total) for feature in spread))
        self._places = array("H", bytes(2 * self._starts[-1]))
        self._counts = array("H", bytes(2 * self._starts[-1]))
        free = self._starts[:]
        for place, bag in enumerate(bags):
            for feature, count in bag.items():
                number = self._features[feature]
                self._places[free[number]] = place
                self._counts[free[number]] = min(count, 65_535)
                free[number] += 1

    @staticmethod
    def _worth_of(feature: str, documents: int, total: int) -> float:
        return WEIGHTS[feature[0]] * (K1 + 1) * math.log(1 + (total - documents + 0.5) / (documents + 0.5))

    def scores(self, words: Sequence[str], without: Phrase | None = None) -> dict[str, float]:
        """The share of the question each FAQ explains; `without` asks as if that phrase were not known."""
        own = self._place[without.slug] if without else -1
        missing = Counter(features(without.words, self.language)) if without else Counter[str]()
        found = [0.0] * len(self.slugs)
        most = 0.0
        for feature in dict.fromkeys(features(words, self.language)):
            number = self._features.get(feature, -1)
            if number < 0:
                most += WEIGHTS[feature[0]] * self._rarest * (K1 + 1)
                continue
            worth = self._most[number]
            most += worth
            for at in range(self._starts[number], self._starts[number + 1]):
                place, count = self._places[at], self._counts[at]
                if place == own:
                    count = max(0, count - missing[feature])
                found[place] += worth * count / (count + self._norms[place])
        most /= 1 + K1 * 0.2
        return {self.slugs[place]: score / most for place, score in enumerate(found) if score} if most else {}

    def closest(self, words: Sequence[str], slug: str, without: Phrase | None = None) -> float:
        """How alike the question and the FAQ's nearest phrase are, by the worth of the words they share."""
        roots = {stem(word, self.language) for word in words}
        mine = sum(self._worth(root) for root in sorted(roots))
        best = 0.0
        for phrase in self._by_slug[slug]:
            if phrase is not without:
                shared = sum(self._worth(root) for root in sorted(roots & phrase.roots))
                theirs = sum(self._worth(root) for root in sorted(phrase.roots))
                best = max(best, 2 * shared / ((mine + theirs) or 1.0))
        return best

    def unknown(self, words: Sequence[str], without: Phrase | None = None, slug: str = "") -> float:
        """The share of the question's words that no FAQ knows, leaving out a phrase or a whole FAQ."""
        strange = sum(not self._is_known(stem(word, self.language), without, slug) for word in words)
        return strange / (len(words) or 1)

    def _is_known(self, root: str, without: Phrase | None, slug: str) -> bool:
        number = self._features.get("w" + root, -1)
        if number < 0:
            return False
        start, end = self._starts[number], self._starts[number + 1]
        if end - start > 1 or not (without or slug):
            return True
        if self.slugs[self._places[start]] != (slug or (without.slug if without else "")):
            return True
        return not slug and without is not None and (self._counts[start] > (root in without.roots))

    def matched(self, words: Sequence[str], slug: str) -> list[str]:
        """The words of the question that speak for this FAQ, the strongest first."""
        place = self._place[slug]
        worth = {}
        for word in dict.fromkeys(words):
            parts = ["w" + stem(word, self.language), *("c" + piece for piece in pieces(word))]
            worth[word] = sum(self._weight(feature, place) for feature in parts)
        strongest = sorted(worth, key=lambda word: (-worth[word], word))
        return [word for word in strongest if worth[word] > 0.25 * worth[strongest[0]]][:6]

    def _weight(self, feature: str, place: int) -> float:
        number = self._features.get(feature, -1)
        if number < 0:
            return 0.0
        for at in range(self._starts[number], self._starts[number + 1]):
            if self._places[at] == place:
                return self._most[number] * self._counts[at] / (self._counts[at] + self._norms[place])
        return 0.0

    def _worth(self, root: str) -> float:
        number = self._features.get("w" + root, -1)
        return self._most[number] if number >= 0 else self._rarest * (K1 + 1)


def normalise_long(text: str, language: str) -> list[str]:
    """The words of an answer, which may be longer than any question."""
    return [word for line in text.split(". ") for word in normalise(line, language).split()]
