"""A ruleset that compares meanings too: the extra `semantic`. What comes before words are weighed stays before it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from diaspora_commons.assistant import confidence
from diaspora_commons.assistant.confidence import Ranked, Signals, Weighed
from diaspora_commons.assistant.match import BEFORE, Document, Index, Phrase
from diaspora_commons.assistant.meaning import Encoder, Meaning, Row, rows_of
from diaspora_commons.assistant.ruleset import Look, Ruleset

WEIGHT = 1.0
"""What the share that is meant counts beside the share that the words explain."""
SIGNALS = 8


class SemanticRuleset(Ruleset):
    """Words and meanings added up; how sure that is, is learnt anew, in the same way."""

    # A meaning can be near to a question that nobody has answered: it takes more to be sure, and less to offer.
    sure, possible = 0.55, 0.1
    mark = "+semantic"

    def __init__(self, documents: Mapping[str, Sequence[Document]], encoder: Encoder) -> None:
        rows = [row for language in sorted(documents) for row in rows_of(language, documents[language])]
        self._language_of = {(row.slug, row.text): row.language for row in reversed(rows)}
        self.meaning = Meaning(encoder, rows)
        super().__init__(documents)

    def _learnt(self) -> confidence.Confidence:
        learnt = confidence.learn(list(self.indexes.values()), self.left_out, SIGNALS)
        self.meaning.without_faqs.cache_clear()
        return learnt

    def left_out(self, index: Index, phrase: Phrase) -> Iterable[Weighed]:
        """What is found for a phrase as if it alone were unknown, then as if its whole FAQ were."""
        row = self._row(index, phrase)
        worded = index.scores(phrase.words, without=phrase)
        ranking = _added(index, worded, self.meaning.without_phrase(row))
        yield ranking, _signals(index, phrase.words, ranking, worded, without=phrase)
        others = {slug: score for slug, score in worded.items() if slug != phrase.slug}
        ranking = [pair for pair in _added(index, others, self.meaning.without_faq(row)) if pair[0] != phrase.slug]
        yield ranking, _signals(index, phrase.words, ranking, others, unknown_faq=phrase.slug)

    def _row(self, index: Index, phrase: Phrase) -> Row:
        """A phrase as it is known here; an FAQ that nobody has translated is known by its English phrases."""
        own = Row(phrase.slug, index.language, phrase.text)
        return own if own in self.meaning else replace(own, language=self._language_of[phrase.slug, phrase.text])

    def _weighed(
        self, index: Index, words: Sequence[str], earlier: Sequence[str], said: tuple[str, str], but: str
    ) -> Weighed:
        text, before = said
        worded = index.scores(words, before=earlier)
        meant = self.meaning.of(text)
        if before:
            past = self.meaning.of(before)
            meant = {slug: (share + BEFORE * past[slug]) / (1 + BEFORE) for slug, share in meant.items()}
        worded.pop(but, None)
        ranking = [pair for pair in _added(index, worded, meant) if pair[0] != but]
        return ranking, _signals(index, [*words, *earlier], ranking, worded)

    def _guess(self, words: Sequence[str], language: str, text: str, before: str = "", but: str = "") -> Look:
        look = super()._guess(words, language, text, before, but)
        if look.slug is None:
            return look
        return replace(look, near=self.meaning.nearest(text, look.slug, language))


def _added(index: Index, worded: Mapping[str, float], meant: Mapping[str, float]) -> Ranked:
    """Words and meanings together, the best first."""
    return confidence.ranked({slug: worded.get(slug, 0.0) + WEIGHT * meant[slug] for slug in index.slugs})


def _signals(
    index: Index,
    words: Sequence[str],
    ranking: Ranked,
    worded: Mapping[str, float],
    without: Phrase | None = None,
    unknown_faq: str = "",
) -> Signals:
    """What speaks for the first guess, and what the words alone have to say to it: their share of it and its lead."""
    if not ranking:
        return ()
    first = ranking[0][0]
    share = worded.get(first, 0.0)
    other = max((score for slug, score in worded.items() if slug != first), default=0.0)
    return (*confidence.signals(index, words, ranking, without, unknown_faq), share, share - other)
