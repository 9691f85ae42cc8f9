"""Which documents answer a query, and how well: BM25 over words in all their forms, a term at a time.

A word of the query is one concept with many names: its stem in every language, its surface form, the ideas that it
may stand for, and, when nothing at all is known of it, the words nearest to it. A document is given the best of them,
not their sum, so that a word is worth the same whether it is known by one name or by nine. How telling the concept is
depends on how many documents have any of its names.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest

from . import ideas
from .postings import Impacts, Snapshot, bits_of, numbers
from .query import Query
from .shelves import shelves
from .words import LANGUAGES, Word, spoken, stem, stem_term, stop_words, whole

IDEA_WEIGHT = 1.0
"""A text that names the idea, in whatever words, against one that has the word itself."""
NEAR_WEIGHT = 0.8
"""The nearest known words to an unknown one."""
WELL_KNOWN = 3
"""A misspelt word may share its stem with a few texts; the word that is meant stands in so many times more."""
LABEL_WEIGHT = 0.35
"""A document filed under the word: the same, however long its text is."""
OWN_LANGUAGE = 1.2
"""What a text in the reader's language gains."""
WHOLE_TITLE = 1.5
"""What a text gains whose title says just what is asked, no more and no less: for «diaspora» and for «What is a
diaspora?» the answer to that question comes before the hundreds of texts that say the word more often."""
MOST_EXACT = 1000
"""How many documents are ranked exactly where the index first says only who has a word, not how often."""
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
    instead: str = ""
    """The known word that was probably meant, when this one is unknown."""

    @property
    def stems(self) -> Iterable[str]:
        return (form.term for form in self.forms if form.field == "all")


@dataclass(frozen=True)
class Ranked:
    """What was found: scores by document number, and as bits what each choice of facets leaves."""

    scores: Impacts
    hits: int
    concepts: tuple[Concept, ...]


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
    named: dict[tuple[int, ideas.Idea], set[str]] = {}
    for language in LANGUAGES:
        for mention in ideas.mentions(text, language):
            for i in range(mention.start, mention.end):
                named.setdefault((i, mention.idea), set()).add(language)
    found: dict[int, list[str]] = {}
    for (i, idea), languages in named.items():
        found.setdefault(i, []).extend(idea.terms_beyond(languages))
    return found


Near = Callable[[str], Sequence[str]]


def rank(snapshot: Snapshot, query: Query, language: str, near: Near) -> Ranked:
    """The documents that answer, before any choice of facets; `near` gives the known words nearest to one."""
    meant = concepts(query, language)
    snapshot.expect(names for concept in meant for names in names_of(concept))
    asked = tuple(with_neighbours(snapshot, concept, near) for concept in meant)
    scores = added([impacts(snapshot, concept) for concept in asked])
    if snapshot.is_rough:
        scores |= exactly(snapshot, asked, nlargest(MOST_EXACT, scores, key=scores.__getitem__))
    if not asked:
        scores = dict.fromkeys(numbers(snapshot.live), 0.0)
    for text in query.phrases:
        scores = holding(snapshot, scores, text, wanted=True)
    for text in query.without:
        scores = holding(snapshot, scores, text, wanted=False)
    for number in titled(snapshot, query.words) & scores.keys():
        scores[number] *= WHOLE_TITLE
    tongues, mine = snapshot.tongues, snapshot.tongue(language)
    scores = {number: worth * OWN_LANGUAGE if tongues[number] == mine else worth for number, worth in scores.items()}
    return Ranked(scores, bits_of(list(scores), snapshot.size), asked)


def titled(snapshot: Snapshot, asked: Sequence[Word]) -> set[int]:
    """The documents whose titles say just these words, by the grammar of any language."""
    found: set[int] = set()
    for language in (*LANGUAGES, "x"):
        name = whole(asked, language)
        found.update(snapshot.counts("labels", name) if name else ())
    return found


def names_of(concept: Concept) -> Iterator[tuple[str, str]]:
    """Every (field, term) that may be asked of the index for it."""
    yield "exact", concept.word.plain
    for form in (*concept.forms, *label_forms(concept)):
        yield form.field, form.term


def with_neighbours(snapshot: Snapshot, concept: Concept, near: Near) -> Concept:
    """A word that no text has is looked for by its nearest known ones too, unless its other forms are well known."""
    if snapshot.counts("exact", concept.word.plain):
        return concept
    stems = set(concept.forms)
    guesses = [known for known in near(concept.word.plain) if not stems.intersection(forms_of(plainly(known)))]
    known = max((len(snapshot.counts(f.field, f.term)) for f in (*concept.forms, *label_forms(concept))), default=0)
    if not guesses or len(snapshot.counts("exact", guesses[0])) <= WELL_KNOWN * known:
        return concept
    forms = dict.fromkeys(
        Form(form.field, form.term, NEAR_WEIGHT * form.weight)
        for guess in map(plainly, guesses)
        for form in (*forms_of(guess), *(Form("ideas", term, IDEA_WEIGHT) for term in ideas_meant([guess]).get(0, ())))
    )
    return Concept(concept.word, (*concept.forms, *forms), guesses[0])


def plainly(plain: str) -> Word:
    return Word(plain, plain, 0, 0)


def label_forms(concept: Concept) -> list[Form]:
    """The concept's stems among the labels of a document, and on the shelves that it stands on."""
    named = [form for form in concept.forms if form.field != "ideas"]
    shelved = {(filed, form.weight) for form in named for filed in shelves().get(form.term, ())}
    return [
        *dict.fromkeys(Form("labels", form.term, LABEL_WEIGHT * form.weight) for form in named),
        *(Form("facets", filed, LABEL_WEIGHT * weight) for filed, weight in sorted(shelved)),
    ]


def impacts(snapshot: Snapshot, concept: Concept) -> Impacts:
    """What the concept is worth in each document that has it by any name; kept for the generation."""
    return snapshot.kept(concept.forms, lambda: weighed(snapshot, concept))


PLACE = {"all": 0, "ideas": 1, "exact": 2}
Times = dict[tuple[str, str], Impacts]
Having = list[tuple[Form, Impacts]]


def having(snapshot: Snapshot, concept: Concept) -> tuple[Having, Having, float]:
    """Who has the concept by each of its names, who is filed under it, and how telling it is."""
    read = [(form, snapshot.counts(form.field, form.term)) for form in concept.forms]
    filed = [(form, snapshot.counts(form.field, form.term)) for form in label_forms(concept)]
    known: set[int] = set().union(*(counts for _, counts in read))
    return read, filed, snapshot.telling(known or set().union(*(counts for _, counts in filed)))


def weighed(snapshot: Snapshot, concept: Concept, times: Times | None = None) -> Impacts:
    """What it is worth in each document; given `times`, in those of which they say how often each name stands there."""
    read, filed, idf = having(snapshot, concept)
    if times is not None:
        read = [(form, times.get((form.field, form.term), {})) for form, _ in read]
    best: Impacts = {}
    for weight in sorted({form.weight for form, _ in read}, reverse=True):
        merge(best, snapshot.saturated(most([pair for pair in read if pair[0].weight == weight]), idf, weight))
    shelved: Impacts = {}
    for form, counts in sorted(filed, key=lambda pair: pair[0].weight):
        shelved.update(dict.fromkeys(counts, idf * form.weight))
    return added([best, shelved])


def most(read: Having) -> Impacts:
    """How often each document has it by the name that it has most often.

    Stems of different languages never meet in a document, and a word as written is not more frequent than its stem.
    """
    total: Impacts = {}
    for form, counts in sorted(read, key=lambda pair: PLACE[pair[0].field]):
        if form.field == "exact":
            total = counts | total
        elif total:
            merge(total, counts)
        else:
            total = dict(counts)
    return total


def exactly(snapshot: Snapshot, asked: Sequence[Concept], best: Sequence[int]) -> Impacts:
    """The scores of the best, from how often each name really stands in them."""
    times = snapshot.times(best, {name for concept in asked for name in names_of(concept)})
    total = added([weighed(snapshot, concept, times) for concept in asked])
    return {number: total[number] for number in best}


def merge(best: Impacts, more: Impacts) -> None:
    """Keep the higher worth of each document."""
    both = {number: max(best[number], more[number]) for number in best.keys() & more.keys()}
    best.update(more)
    best.update(both)


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
