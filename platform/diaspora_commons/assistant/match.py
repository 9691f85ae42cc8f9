"""FAQ-BM25: how much of a question does each FAQ explain? One index a language, one document an FAQ.

BM25 over words, pairs of words and pieces of words, divided by the most that the question could have
scored. So a score reads as a share: "this FAQ explains 62 % of the question".
"""

import math
import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from diaspora_commons.assistant.synonyms import Meant, Synonyms
from diaspora_commons.assistant.words import features, normalise, pieces, stem

WEIGHTS = {"w": 1.0, "b": 0.5, "c": 0.1}
K1, B = 1.2, 0.5
# A word that is only meant counts less than one that is said; so do words that were said a turn ago.
MEANT, BEFORE = 0.7, 0.5
# Words of the answer help to find it, but an answer that repeats one must not drown the questions.
ANSWER_WORD_AT_MOST = 2


@dataclass(frozen=True)
class Document:
    """One FAQ in one language: the ways people ask it (the question first) and its answer."""

    slug: str
    phrases: tuple[str, ...]
    answer: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """One way of asking; `slug` says to which FAQ it belongs. Its roots are sorted, each once; `text` is as written."""

    slug: str
    words: tuple[str, ...]
    roots: tuple[str, ...]
    text: str


class _Bag:
    """The features of one FAQ while the index is built: by hash, with their kind (w, b, c) and how often they stand."""

    def __init__(self, counted: Counter[str]) -> None:
        self.length = sum(count for feature, count in counted.items() if feature[0] == "w")
        self.keys = array("q", map(hash, counted))
        self.kinds = "".join(feature[0] for feature in counted)
        self.counts = array("H", (min(count, 65_535) for count in counted.values()))


class Index:
    """All FAQs of one language, ready to be asked."""

    def __init__(self, language: str, documents: Sequence[Document], synonyms: Synonyms | None = None) -> None:
        self.language = language
        self._synonyms = synonyms or Synonyms(language, ())
        self.slugs = [document.slug for document in documents]
        self.phrases = [phrase for document in documents for phrase in self._phrases(document)]
        self.known = Counter(word for phrase in self.phrases for word in phrase.words)
        self._place = {slug: place for place, slug in enumerate(self.slugs)}
        self._by_slug: dict[str, list[Phrase]] = {slug: [] for slug in self.slugs}
        for phrase in self.phrases:
            self._by_slug[phrase.slug].append(phrase)
        self._build([self._bag(document) for document in documents])

    def _phrases(self, document: Document) -> Iterable[Phrase]:
        written: dict[str, str] = {}
        for phrase in document.phrases:
            written.setdefault(normalise(phrase, self.language), phrase)
        for text, phrase in written.items():
            words = tuple(map(sys.intern, text.split()))
            if words:
                roots = sorted({sys.intern(stem(word, self.language)) for word in words})
                yield Phrase(document.slug, words, tuple(roots), phrase)

    def _bag(self, document: Document) -> _Bag:
        bag: Counter[str] = Counter()
        for phrase in self._by_slug[document.slug]:
            bag.update(features(phrase.words, self.language))
        words = normalise_long(document.answer, self.language)
        self.known.update({sys.intern(word) for word in words})
        for feature, count in Counter(features(words, self.language)).items():
            if feature[0] != "c":
                bag[feature] += min(count, ANSWER_WORD_AT_MOST)
        return _Bag(bag)

    def _build(self, bags: list[_Bag]) -> None:
        """Lay all postings end to end in plain arrays, and find them by the hash of their feature: eight bytes each,
        where a dict of names would take twenty times as much. That two of some ten thousand features share a hash of
        64 bits does not happen.
        """
        total = len(bags)
        mean = (sum(bag.length for bag in bags) / total if total else 0) or 1.0
        self._norms = [K1 * (1 - B + B * bag.length / mean) for bag in bags]
        self._rarest = math.log(1 + (total + 0.5) / 0.5)
        spread = Counter(key for bag in bags for key in bag.keys)
        kinds = {key: kind for bag in bags for key, kind in zip(bag.keys, bag.kinds, strict=True)}
        self._keys = array("q", sorted(spread))
        self._starts = array("I", accumulate((spread[key] for key in self._keys), initial=0))
        self._most = array("f", (self._worth_of(kinds[key], spread[key], total) for key in self._keys))
        self._places = array("H", bytes(2 * self._starts[-1]))
        self._counts = array("H", bytes(2 * self._starts[-1]))
        numbers = {key: number for number, key in enumerate(self._keys)}
        free = self._starts[:]
        for place, bag in enumerate(bags):
            for key, count in zip(bag.keys, bag.counts, strict=True):
                at = free[numbers[key]]
                self._places[at], self._counts[at] = place, count
                free[numbers[key]] = at + 1

    def _number(self, feature: str) -> int:
        """Where a feature's postings stand; -1 when no FAQ has it."""
        key = hash(feature)
        at = bisect_left(self._keys, key)
        return at if at < len(self._keys) and self._keys[at] == key else -1

    @staticmethod
    def _worth_of(kind: str, documents: int, total: int) -> float:
        return WEIGHTS[kind] * (K1 + 1) * math.log(1 + (total - documents + 0.5) / (documents + 0.5))

    def scores(
        self, words: Sequence[str], without: Phrase | None = None, before: Sequence[str] = ()
    ) -> dict[str, float]:
        """The share of the question each FAQ explains; `without` asks as if that phrase were not known, `before` are
        the words of the question before it."""
        left_out = (
            _LeftOut(self._place[without.slug], Counter(features(without.words, self.language))) if without else None
        )
        found = [0.0] * len(self.slugs)
        most = 0.0
        meant = self._synonyms.in_(words)
        said = dict.fromkeys(features(words, self.language))
        for group in meant:
            most += self._add_meant(found, words, group, said, left_out)
        most += self._add(found, said, left_out)
        if before:
            most += BEFORE * self._add(found, dict.fromkeys(features(before, self.language)), None, BEFORE)
        most /= 1 + K1 * 0.2
        return {self.slugs[place]: score / most for place, score in enumerate(found) if score} if most else {}

    def _add(
        self, found: list[float], wanted: Iterable[str], left_out: "_LeftOut | None", weight: float = 1.0
    ) -> float:
        """Add what each FAQ scores for these features; answer the most that one could."""
        most = 0.0
        for feature in wanted:
            number = self._number(feature)
            if number < 0:
                most += WEIGHTS[feature[0]] * self._rarest * (K1 + 1)
                continue
            worth = self._most[number]
            most += worth
            for at in range(self._starts[number], self._starts[number + 1]):
                place, count = self._places[at], self._counts[at]
                if left_out and place == left_out.place:
                    count = max(0, count - left_out.features[feature])
                found[place] += weight * worth * count / (count + self._norms[place])
        return most

    def _add_meant(
        self, found: list[float], words: Sequence[str], group: Meant, said: dict[str, None], left_out: "_LeftOut | None"
    ) -> float:
        """Add, for words that may be meant otherwise, the best of what was said and what may be meant."""
        own = _alone(words[group.start : group.end], self.language)
        for feature in own:
            said.pop(feature, None)
        best = [0.0] * len(found)
        most = self._add(best, own, left_out)
        is_known = any(self._number(feature) >= 0 for feature in own if feature[0] == "w")
        for other in group.others:
            scores = [0.0] * len(found)
            could = self._add(scores, _alone(other, self.language), left_out, MEANT)
            if not is_known and any(scores):
                most, is_known = could, True
            best = [max(pair) for pair in zip(best, scores, strict=True)]
        for place, score in enumerate(best):
            found[place] += score
        return most

    def read(self, words: Sequence[str]) -> list[str]:
        """The words as they may be meant: for one that no FAQ knows, the first synonym that some do."""
        read: list[str] = []
        end = 0
        for group in self._synonyms.in_(words):
            read += words[end : group.start]
            end = group.end
            own = list(words[group.start : end])
            known = (other for other in group.others if all(self._knows(word) for word in other))
            read += own if all(self._knows(word) for word in own) else next(known, own)
        return [*read, *words[end:]]

    def _knows(self, word: str) -> bool:
        return self._number("w" + stem(word, self.language)) >= 0

    def closest(self, words: Sequence[str], slug: str, without: Phrase | None = None) -> float:
        """How alike the question and the FAQ's nearest phrase are, by the worth of the words they share."""
        roots = {stem(word, self.language) for word in words}
        mine = sum(self._worth(root) for root in sorted(roots))
        best = 0.0
        for phrase in self._by_slug[slug]:
            if phrase is not without:
                shared = sum(self._worth(root) for root in phrase.roots if root in roots)
                theirs = sum(self._worth(root) for root in phrase.roots)
                best = max(best, 2 * shared / ((mine + theirs) or 1.0))
        return best

    def unknown(self, words: Sequence[str], without: Phrase | None = None, slug: str = "") -> float:
        """The share of the question's words that no FAQ knows, leaving out a phrase or a whole FAQ."""
        strange = sum(not self._is_known(stem(word, self.language), without, slug) for word in words)
        return strange / (len(words) or 1)

    def _is_known(self, root: str, without: Phrase | None, slug: str) -> bool:
        number = self._number("w" + root)
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
        number = self._number(feature)
        if number < 0:
            return 0.0
        for at in range(self._starts[number], self._starts[number + 1]):
            if self._places[at] == place:
                return self._most[number] * self._counts[at] / (self._counts[at] + self._norms[place])
        return 0.0

    def _worth(self, root: str) -> float:
        number = self._number("w" + root)
        return self._most[number] if number >= 0 else self._rarest * (K1 + 1)


@dataclass(frozen=True, slots=True)
class _LeftOut:
    """A phrase that is asked as if it were not known: where its FAQ stands, and what is taken from it."""

    place: int
    features: Counter[str]


def _alone(words: Sequence[str], language: str) -> dict[str, None]:
    """The features of an expression by itself, without what its neighbours would add."""
    edges = (f"b^ {stem(words[0], language)}", f"b{stem(words[-1], language)} $")
    return dict.fromkeys(feature for feature in features(words, language) if feature not in edges)


def normalise_long(text: str, language: str) -> list[str]:
    """The words of an answer, which may be longer than any question."""
    return [word for line in text.split(". ") for word in normalise(line, language).split()]
