"""Ideas: what different words, in one language or in several, name together.

`data/concepts.json` lists words of the field and acronyms, `data/countries.json` names of countries and demonyms;
both are meant to be edited. A text is indexed under the ideas that it names, beside its words, and a search for one
name of an idea finds the others too. Under `*` stand names that are used in every language.

An idea is strict when its names mean exactly the same (a country, an acronym and what it is short for): then they
find one another within one language as well. The others only lead from one language to another, so that a search in
English for «study» is not answered with every «research».
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from .words import LANGUAGES, Word, stem, stop_words, words

Names = dict[tuple[str, ...], "Idea"]


@dataclass(frozen=True, slots=True)
class Idea:
    name: str
    is_strict: bool

    def term(self, language: str) -> str:
        """The name in the index when a text in this language speaks of it."""
        return self.name if self.is_strict else f"{self.name}@{language}"

    def terms_beyond(self, languages: Iterable[str]) -> tuple[str, ...]:
        """The names to look for when a searcher's word names the idea in these languages."""
        if self.is_strict:
            return (self.name,)
        return tuple(f"{self.name}@{other}" for other in LANGUAGES if other not in languages)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words from `start` to before `end`, counted in words, name an idea."""

    start: int
    end: int
    idea: Idea


def country(code: str) -> str:
    """The idea of a country, by its code."""
    return f"country.{code}"


@cache
def listed() -> dict[Idea, dict[str, list[str]]]:
    """Every idea with its names by language."""
    concepts, countries = read("concepts"), read("countries")
    found = {Idea(name, "*" in names): names for name, names in concepts.items()}
    return found | {Idea(country(code), True): names for code, names in countries.items()}


def read(name: str) -> dict[str, dict[str, list[str]]]:
    text = files(__package__).joinpath("data", f"{name}.json").read_text("utf-8")
    content: dict[str, Any] = json.loads(text)
    return content


@cache
def names(language: str) -> dict[str, Names]:
    """The names in a language (`*`: in any), by their first word, each word as `key()` makes it."""
    found: dict[str, Names] = {}
    for idea, by_language in listed().items():
        for name in by_language.get(language, []):
            keys = tuple(key(word, language) for word in words(name))
            found.setdefault(keys[0], {}).setdefault(keys, idea)
    return found


@cache
def names_of(language: str) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Name of an idea in the index → the tongue (the language, or `*`) and the words of each of its names."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for tongue in ("*", language):
        for by_first in names(tongue).values():
            for name, idea in by_first.items():
                found.setdefault(idea.term(language), []).append((tongue, name))
    return found


def key(word: Word, language: str) -> str:
    return word.plain if language == "*" else stem(word.raw, language)


def mentions(text: Sequence[Word], language: str) -> Iterator[Mention]:
    """The ideas that a text in a language names; of overlapping names the first and longest."""
    wide, own, dull = names("*"), names(language), stop_words(language)
    plain = [word.plain for word in text]
    stems = [stem(word.raw, language) for word in text] if own else plain
    end = 0
    for at, (said, root) in enumerate(zip(plain, stems, strict=True)):
        if root not in own and said not in wide:
            continue  # as most words, which name nothing
        if at >= end and (said not in dull or len(text) == 1):
            found = longest(((wide, plain), (own, stems)), at)
            if found is not None:
                yield found
                end = found.end


def longest(tongues: Sequence[tuple[dict[str, Names], Sequence[str]]], at: int) -> Mention | None:
    best: Mention | None = None
    for known, keys in tongues:
        for name, idea in known.get(keys[at], {}).items():
            end = at + len(name)
            if (best is None or end > best.end) and tuple(keys[at:end]) == name:
                best = Mention(at, end, idea)
    return best
