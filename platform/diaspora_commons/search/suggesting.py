"""What somebody may be about to type: titles with a word that begins so, and names of topics, goals and countries.

Only what is in the index is suggested, so that every suggestion leads somewhere.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from urllib.parse import urlencode

from .arabic import without_article
from .folding import fold
from .postings import Snapshot
from .results import label, local
from .titles import FIRST
from .words import words

MOST = 8
MOST_NAMES = 3
MOST_WEIGHED = 80
"""How many titles are compared with what was typed, at 20 or more a segment; those that begin with it come first."""
MOST_JOINED, MOST_READ = 5000, 1000
"""When a word stands in more titles than that, so many titles that have the rarer word are read instead."""
LONGEST = 100
NAMED = {
    "topic": ("topic",),
    "sector": ("sector",),
    "sdg": ("sdg",),
    "country": ("about", "heritage", "residence", "country"),
}
"""What has a name that can be suggested, and the facets whose values are such."""


@dataclass(frozen=True)
class Suggestion:
    """A title, with the address of its page; or a name, with that of the search for it."""

    text: str
    kind: str
    url: str
    language: str


def suggest(snapshot: Snapshot, text: str, language: str) -> list[Suggestion]:
    """The names first, few; then the titles."""
    typed = [word.plain for word in words(text[:LONGEST])][:8]
    if not typed:
        return []
    found = [*names(snapshot, typed, language)][:MOST_NAMES]
    return found + titles(snapshot, typed, language, MOST - len(found))


def names(snapshot: Snapshot, typed: Sequence[str], language: str) -> Iterator[Suggestion]:
    """Names in the reader's language that have all that was typed; those that begin with it first."""
    known = named(language, tuple((facet, tuple(values)) for facet, values in snapshot.facets.items()))
    begun = " ".join(typed)
    fitting = [name for name in known if all(begins_one(name[0], word) for word in typed)]
    for _, said, kind in sorted(fitting, key=lambda name: (not name[0].startswith(f" {begun}"), len(name[1]))):
        yield Suggestion(said, kind, search_for(said), language)


def begins_one(squeezed: str, word: str) -> bool:
    return f" {word}" in squeezed


@lru_cache(8)
def named(language: str, facets: tuple[tuple[str, tuple[str, ...]], ...]) -> list[tuple[str, str, str]]:
    """(folded, as it is shown, kind) of every name that the index has a document for."""
    values = dict(facets)
    found: dict[tuple[str, str], str] = {}
    for kind, places in NAMED.items():
        for facet in places:
            for value in values.get(facet, ()):
                said = label(facet, value).partition(". ")[2] if kind == "sdg" else label(facet, value)
                if said and said != value:
                    found[said, kind] = squeezed(said)
    return [(plain, said, kind) for (said, kind), plain in found.items()]


def squeezed(text: str) -> str:
    """Folded words, each behind a space, in Arabic also without their article."""
    plain = [fold(word.raw) for word in words(text)]
    return " " + " ".join([*plain, *filter(None, map(without_article, plain))])


def search_for(text: str) -> str:
    return local(f"/search?{urlencode({'q': text})}")


def titles(snapshot: Snapshot, typed: Sequence[str], language: str, most: int) -> list[Suggestion]:
    """Titles that have a word for each that was typed: first those that begin with it, then the reader's language."""
    numbers = fitting(snapshot, typed)
    mine, begun = snapshot.filed(f"speaks={language}"), f" {' '.join(typed)}"
    told = {name for number, name in snapshot.siblings.items() if mine >> number & 1}
    weighed = []
    for number in numbers:
        if not mine >> number & 1 and snapshot.siblings.get(number) in told:
            continue  # the reader's own language says the same
        title = snapshot.title(number)
        weighed.append((not title.startswith(begun), not mine >> number & 1, len(title), number))
    found: dict[tuple[str, str], Suggestion] = {}
    for *_, number in sorted(weighed)[: 3 * most]:
        it = snapshot.shown(number)
        found.setdefault((it.kind, it.slug), Suggestion(it.title, it.kind, local(it.url), it.language))
        if len(found) == most:
            break
    return list(found.values())


def fitting(snapshot: Snapshot, typed: Sequence[str]) -> list[int]:
    """Some living documents whose titles have a word for each of these; the ones that begin so are among them."""
    found: dict[int, None] = {}
    most = max(20, MOST_WEIGHED // max(len(snapshot.leaves), 1))
    joined: Iterable[int]
    for leaf, base in snapshot.leaves:
        for wanted in ([FIRST + typed[0], *typed[1:]], typed):
            lists = sorted(((leaf.titles.beginning(word), word) for word in wanted), key=lambda pair: len(pair[0]))
            (fewest, _), rest = lists[0], lists[1:]
            if sum(len(numbers) for numbers, _ in rest) > MOST_JOINED:
                others = [word for _, word in rest]
                joined = (n for n in fewest[:MOST_READ] if all(has(snapshot.title(n + base), word) for word in others))
            else:
                joined = set(fewest).intersection(*(numbers for numbers, _ in rest)) if rest else fewest
            living = (number + base for number in joined if snapshot.live >> (number + base) & 1)
            found.update(dict.fromkeys(islice(living, most)))
    return list(found)


def has(title: str, beginning: str) -> bool:
    """Whether a word of the title begins so, in Arabic perhaps behind its article."""
    if beginning.startswith(FIRST):
        return any(word.startswith(beginning[1:]) for word in words_of(title.split()[:1]))
    return f" {beginning}" in title or any(word.startswith(beginning) for word in words_of(title.split()))


def words_of(plain: list[str]) -> list[str]:
    return [*plain, *filter(None, map(without_article, plain))]
