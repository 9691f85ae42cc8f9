"""Which documents answer a query, and how well: BM25 over words in all their forms, a term at a time.

A word of the query is one concept with many names: its stem in every language, its surface form, the ideas that it may
stand for, and, when nothing at all is known of it, the words nearest to it. A document is given the best of them, not
their sum, so that a word is worth the same whether it is known by one name or by nine. How telling the concept is depends
on how many documents have any of its names.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest

from . import ideas
from .postings import Impacts, Snapshot, bits_of, numbers
from .query import Query
from .words import LANGUAGES, Word, spoken, stem, stem_term, stop_words

IDEA_WEIGHT = 0.7
"""A text that names the idea, in whatever words, against one that has the word itself."""
NEAR_WEIGHT = 0.5
"""The nearest known words to an unknown one."""
LABEL_WEIGHT = 0.5
"""A document filed under the word: the same, however long its text is."""
OWN_LANGUAGE = 1.15
"""What a text in the reader's language gains."""
MOST_CHECKED = 3000
"""How many texts are read for a phrase; the best by words come first."""


@dataclass(frozen=True, slots=True)
class Form:
    """One name of a concept: a term of a field, and what it counts for."""

    field: str
    term: str
    weight: float = 1.0


@dataclass(frozen=True)
class Concept:
    """What one word of the query may stand for."""

    word: Word
    forms: tuple[Form, ...]

    @property
    def stems(self) -> Iterable[str]:
        return (form.term for form in self.forms if form.field == "all")


@dataclass(frozen=True)
class Ranked:
    """What was found: scores by document number, and as bits what each choice of facets leaves."""

    scores: Impacts
    hits: int
    concepts: tuple[Concept, ...]

    def best(self, many: int) -> list[int]:
        """The best documents, best first; equally good ones by their number."""
        scores = self.scores
        return nlargest(many, scores, key=lambda number: (scores[number], -number))


def concepts(query: Query, language: str) -> tuple[Concept, ...]:
    """The query's words with all their names; words that say nothing are left out, unless there are no others."""
    tongues = spoken(query.text, language)
    dull = frozenset[str]().union(*(stop_words(tongue) for tongue in tongues))
    kept = [i for i, word in enumerate(query.words) if word.plain not in dull]
    if not kept:
        return tuple(Concept(word, (Form("exact", word.plain),)) for word in dict.fromkeys(query.words))
    meant = ideas_meant(query.words)
    found: dict[str, Concept] = {}
    for i in kept:
        word = query.words[i]
        forms = dict.fromkeys([*forms_of(word), *(Form("ideas", term, IDEA_WEIGHT) for term in meant.get(i, ()))])
        found.setdefault(word.plain, Concept(word, tuple(forms)))
    return tuple(found.values())


def forms_of(word: Word) -> list[Form]:
    """A word by the grammar of every language, and as it is written."""
    terms = [stem_term(word.raw, known) for known in LANGUAGES if word.plain not in stop_words(known)]
    terms += [stem_term(word.plain, known) for known in LANGUAGES if word.plain not in stop_words(known)]
    exact = [word.plain, f"ar.{stem(word.raw, 'ar')}"] if not word.plain.isascii() else [word.plain]
    return [*(Form("all", term) for term in [*terms, f"x.{word.plain}"]), *(Form("exact", term) for term in exact)]


def ideas_meant(text: Sequence[Word]) -> dict[int, list[str]]:
    """For each word the ideas that it helps to name, in any language; all words of a longer name carry it."""
    found: dict[int, list[str]] = {}
    for language in LANGUAGES:
        for mention in ideas.mentions(text, language):
            for i in range(mention.start, mention.end):
                found.setdefault(i, []).extend(mention.idea.terms_for(language))
    return found


Near = Callable[[str], Sequence[str]]


def rank(snapshot: Snapshot, query: Query, language: str, near: Near) -> Ranked:
    """The documents that answer, before any choice of facets; `near` gives the known words nearest to one."""
    asked = tuple(with_neighbours(snapshot, concept, near) for concept in concepts(query, language))
    scores = added([impacts(snapshot, concept) for concept in asked])
    if not asked:
        scores = dict.fromkeys(numbers(snapshot.live), 0.0)
    for text in query.phrases:
        scores = holding(snapshot, scores, text, wanted=True)
    for text in query.without:
        scores = holding(snapshot, scores, text, wanted=False)
    mine = snapshot.filed(f"speaks={language}")
    if mine:
        for number in numbers(mine):
            if number in scores:
                scores[number] *= OWN_LANGUAGE
    return Ranked(scores, bits_of(list(scores), snapshot.size), asked)


def with_neighbours(snapshot: Snapshot, concept: Concept, near: Near) -> Concept:
    """An unknown word is looked for by its nearest known ones."""
    if any(snapshot.counts(form.field, form.term) for form in (*concept.forms, *label_forms(concept))):
        return concept
    forms = [Form(f.field, f.term, NEAR_WEIGHT * f.weight) for known in near(concept.word.plain)
             for f in forms_of(Word(known, known, 0, 0))]
    return Concept(concept.word, (*concept.forms, *forms))


def label_forms(concept: Concept) -> list[Form]:
    return [Form("labels", form.term, LABEL_WEIGHT * form.weight) for form in concept.forms if form.field != "ideas"]


def impacts(snapshot: Snapshot, concept: Concept) -> Impacts:
    """What the concept is worth in each document that has it by any name."""
    read = [(form, snapshot.counts(form.field, form.term)) for form in concept.forms]
    filed = [(form, snapshot.counts(form.field, form.term)) for form in label_forms(concept)]
    read = [(form, counts) for form, counts in read if counts]
    having: set[int] = set().union(*(counts for _, counts in read or filed))
    idf = snapshot.idf(len(having))
    best: Impacts = {}
    for form, counts in read:
        for number, worth in snapshot.saturated(counts, idf, form.weight).items():
            if worth > best.get(number, 0.0):
                best[number] = worth
    shelved: Impacts = {}
    for form, counts in filed:
        for number in counts:
            shelved[number] = max(shelved.get(number, 0.0), idf * form.weight)
    return added([best, shelved])


def added(parts: Sequence[Impacts]) -> Impacts:
    parts = sorted(parts, key=len, reverse=True)
    total = dict(parts[0]) if parts else {}
    get = total.get
    for part in parts[1:]:
        for number, worth in part.items():
            total[number] = get(number, 0.0) + worth
    return total


def holding(snapshot: Snapshot, scores: Impacts, text: str, wanted: bool) -> Impacts:
    """Those of the documents in which the words stand side by side, or do not."""
    telling = [word for word in text.split() if not any(word in stop_words(known) for known in LANGUAGES)]
    holders = set(scores)
    for word in telling:
        holders &= snapshot.counts("exact", word).keys()
    if telling != [text]:
        needle = f" {text} ".encode()
        likely = nlargest(MOST_CHECKED, holders, key=scores.__getitem__) if len(holders) > MOST_CHECKED else holders
        holders = {number for number in likely if needle in snapshot.flat(number)}
    return {number: worth for number, worth in scores.items() if (number in holders) is wanted}
