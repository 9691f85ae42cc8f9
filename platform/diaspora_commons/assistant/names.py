"""Names that people use for things we know by a code: countries, sectors, languages, levels, pages, ordinals.

The lists come from `data/names.tsv`, the vocabulary and the countries that search knows; a word is compared by its
stem, so that demonyms and plurals are met, and a longer name wins over a shorter one.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from babel import Locale
from rapidfuzz import process
from rapidfuzz.distance import OSA

from diaspora_commons.assistant.words import normalise, stem
from diaspora_commons.kernel import vocabulary
from diaspora_commons.kernel.languages import LANGUAGES

FILE = Path(__file__).parent / "data" / "names.tsv"
ATTACHED = ("وبال", "بال", "وال", "فال", "كال", "لل", "ال", "ب", "ل", "و")
"""What may stand before an Arabic word, grown together with it."""
SHORTEST_STEM = 4
SLIP_FROM, SLIPS_FROM = 6, 9
"""Letters from which a name is recognised with one slip of the finger, and with two."""
Known = Callable[[str], bool]


@dataclass(frozen=True)
class Mention:
    """Words `start` to before `end` of a text name the thing with this code."""

    start: int
    end: int
    code: str


class Names:
    """The names of one kind of thing in one language."""

    def __init__(self, language: str, pairs: Iterable[tuple[str, str]]) -> None:
        self.language = language
        self._names: dict[tuple[str, ...], str] = {}
        self._roots: dict[tuple[str, ...], str] = {}
        for code, name in pairs:
            words = tuple(normalise(name, language).split())
            if words:
                self._names.setdefault(words, code)
                if len(words[0]) >= SHORTEST_STEM:
                    self._roots.setdefault(self._stems(words), code)
        self._longest = max(map(len, self._names), default=0)
        self._single = sorted(words[0] for words in self._names if len(words) == 1 and len(words[0]) >= SLIP_FROM - 1)

    def in_(self, words: Sequence[str], is_known: Known | None = None) -> list[Mention]:
        """All names in a text; with `is_known`, words that nobody knows may be misspelt names."""
        found: list[Mention] = []
        at = 0
        while at < len(words):
            mention = self._at(words, at) or (self._slip(words[at], at, is_known) if is_known else None)
            if mention:
                found.append(mention)
            at = mention.end if mention else at + 1
        return found

    def _at(self, words: Sequence[str], at: int) -> Mention | None:
        for end in range(min(len(words), at + self._longest), at, -1):
            for said in self._readings(tuple(words[at:end])):
                code = self._names.get(said) or self._roots.get(self._stems(said))
                if code:
                    return Mention(at, end, code)
        return None

    def _readings(self, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield words
        if self.language == "ar":
            for attached in ATTACHED:
                if words[0].startswith(attached) and len(words[0]) - len(attached) >= 3:
                    yield (words[0][len(attached) :], *words[1:])
                    yield ("ال" + words[0][len(attached) :], *words[1:])

    def _slip(self, word: str, at: int, is_known: Known) -> Mention | None:
        if len(word) < SLIP_FROM or is_known(word):
            return None
        most = 2 if len(word) >= SLIPS_FROM else 1
        near = process.extract(word, self._single, scorer=OSA.distance, score_cutoff=most, limit=3)
        close = sorted((distance, name) for name, distance, _ in near if name[0] == word[0])
        return Mention(at, at + 1, self._names[close[0][1],]) if close else None

    def _stems(self, words: Sequence[str]) -> tuple[str, ...]:
        return tuple(stem(word, self.language) for word in words)


def mentions(kind: str, text: str, language: str, is_known: Known | None = None) -> list[Mention]:
    """The things of a kind that a text names, in the conversation's language or else in another one."""
    for tried in dict.fromkeys((language, *LANGUAGES)):
        words = normalise(text, tried).split()
        if found := names(kind, tried).in_(words, is_known if tried == language else None):
            return found
    return []


def only(kind: str, text: str, language: str) -> str:
    """The one thing that a text names and nothing else; nothing when it says more."""
    for tried in dict.fromkeys((language, *LANGUAGES)):
        words = normalise(text, tried).split()
        found = names(kind, tried).in_(words)
        if len(found) == 1 and found[0].end - found[0].start == len(words):
            return found[0].code
    return ""


def said_of(kind: str, code: str, language: str) -> list[str]:
    """The names of a thing in a language."""
    return [name for known, name in _listed(kind, language) if known == code]


@cache
def names(kind: str, language: str) -> Names:
    """All names of a kind in a language."""
    return Names(language, _listed(kind, language))


def _listed(kind: str, language: str) -> list[tuple[str, str]]:
    more = {"country": _countries, "sector": _terms("sectors"), "topic": _terms("topics"), "month": _months}.get(kind)
    return [*_written().get((kind, language), []), *(more(language) if more else [])]


@cache
def _written() -> Mapping[tuple[str, str], list[tuple[str, str]]]:
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, code, language, listed = line.split("\t")
            of_kind = found.setdefault((kind, language), [])
            of_kind += [(code, name.strip()) for name in listed.split(",")]
    return found


def _terms(vocabulary_name: str) -> Callable[[str], list[tuple[str, str]]]:
    def listed(language: str) -> list[tuple[str, str]]:
        terms = vocabulary.terms(vocabulary_name)
        return [(code, labels[language]) for code, labels in terms.items() if language in labels]

    return listed


def _countries(language: str) -> list[tuple[str, str]]:
    text = files("diaspora_commons.search").joinpath("data", "countries.json").read_text("utf-8")
    pairs = [(code, name) for code, by_language in json.loads(text).items() for name in by_language.get(language, ())]
    territories = Locale(language).territories
    return pairs + [(code, str(territories[code])) for code in vocabulary.territory_codes() if code in territories]


def _months(language: str) -> list[tuple[str, str]]:
    months = Locale(language).months
    pairs = [(str(n), str(name)) for context in months.values() for n, name in context["wide"].items()]
    return pairs + [(str(n), str(name)) for n, name in months["format"]["abbreviated"].items() if len(str(name)) > 2]
