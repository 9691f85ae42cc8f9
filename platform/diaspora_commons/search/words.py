"""Analysis: what a text is found by, and which of those names a searcher may mean by a word.

A text is indexed under the stems of its own language and, beside them, under its folded surface forms. A stem carries
its language (`fr.migr`), so that a word asked in every language meets each text by that text's own grammar.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from threading import Lock
from typing import NamedTuple
from unicodedata import normalize

import snowballstemmer

from . import arabic
from .folding import fold, spans

LANGUAGES = ("en", "fr", "es", "ar", "pt")
ALGORITHMS = {"en": "english", "fr": "french", "es": "spanish", "pt": "portuguese"}
ONE_AT_A_TIME = Lock()
"""A stemmer is a thing with a state: two threads must not be at one."""
LONGEST = 48
"""Longer words are cut: nobody looks for them, and they would fill the index."""

LONGEST_TITLE = 12
"""Nobody types the whole of a title with more words than that."""


class Word(NamedTuple):
    """A word of a text: as written, in lower case; folded; and where it stands."""

    raw: str
    plain: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a text in their order."""
    found = [Word._make((*spelled(text[start:end]), start, end)) for start, end in spans(text)]
    return [word for word in found if word.plain]


@lru_cache(32768)
def spelled(written: str) -> tuple[str, str]:
    """A word in lower case, and folded."""
    written = written[:LONGEST].replace(".", "")
    return normalize("NFKC", written).casefold(), fold(written)


def squeezed(text: Sequence[Word]) -> str:
    """The folded words of a text with single spaces, and one at each end: phrases are looked up in it."""
    return f" {' '.join(word.plain for word in text)} "


@cache
def stop_words(language: str) -> frozenset[str]:
    """The folded words of a language that say nothing alone."""
    if language not in LANGUAGES:
        return frozenset()
    listed = files(__package__).joinpath("data", "stopwords", f"{language}.txt").read_text("utf-8")
    return frozenset(fold(word) for word in listed.split())


@cache
def stemmer(language: str) -> Callable[[str], str]:
    algorithm: Callable[[str], str] = snowballstemmer.stemmer(ALGORITHMS[language]).stemWord
    return algorithm


@lru_cache(32768)
def stem(raw: str, language: str) -> str:
    """The folded stem of a word in one of our languages; in any other, the folded word."""
    if language == "ar":
        return arabic.stem(fold(raw))
    if language not in ALGORITHMS:
        return fold(raw)
    ready = prepared(raw, language)
    with ONE_AT_A_TIME:
        return fold(stemmer(language)(ready))


BRITISH = (
    (re.compile(r"(?<=\w{4})(?<!prec)(?<!conc)is(ations?|ational|e|ed|es|ers?|ing)$"), r"iz\1"),
    (re.compile(r"lys(e|ed|ing|er|ers)$"), r"lyz\1"),
    (re.compile(r"^(lab|col|fav|behavi|neighb|hon|harb|endeav|hum|rum|flav|vig)our"), r"\1or"),
    (re.compile(r"^programme(s?)$"), r"program\1"),
    (re.compile(r"^(cent|theat|met|lit|fib)re(s?)$"), r"\1er\2"),
    (re.compile(r"^(defen|licen|offen|preten)ce"), r"\1se"),
    (re.compile(r"^(travel|cancel|label|model|fuel|signal|counsel|level|channel|fulfil|enrol)l"), r"\1"),
)


def american(raw: str) -> str:
    """Both spellings of English become one: organisation, labour, programme, centre, travelling."""
    if len(raw) > 5:
        for pattern, put in BRITISH:
            raw = pattern.sub(put, raw)
    return raw


def prepared(raw: str, language: str) -> str:
    """What the stemmers do not know: British spelling, and Portuguese -ões, the plural of -ão."""
    if language == "en":
        return american(raw)
    return raw.removesuffix("ões") + "ão" if language == "pt" and raw.endswith("ões") else raw


def stem_term(raw: str, language: str) -> str:
    """The name of a stem in the index. Texts in languages that we have no grammar for share `x`."""
    return f"{language}.{stem(raw, language)}" if language in LANGUAGES else f"x.{fold(raw)}"


def stem_terms(text: Sequence[Word], language: str) -> list[str]:
    """What a text is ranked by."""
    dull = stop_words(language)
    return [stem_term(word.raw, language) for word in text if word.plain not in dull]


def whole(title: Sequence[Word], language: str) -> str:
    """The name in the index of a title as a whole: all that it says, in whatever order. A long one has none."""
    terms = sorted(set(stem_terms(title, language)))
    return f"={' '.join(terms)}" if 0 < len(terms) <= LONGEST_TITLE else ""


def surface_terms(text: Sequence[Word], language: str, keep_all: bool = False) -> list[str]:
    """The folded words of a text; in Arabic also what may stand behind an attached letter.

    Stop words are left out, save where `keep_all` (titles): a search of nothing but such words looks there.
    """
    dull = frozenset[str]() if keep_all else stop_words(language)
    plain = [word.plain for word in text if word.plain not in dull]
    if language == "ar":
        behind = {f"ar.{arabic.stem(rest)}" for word in plain if (rest := arabic.without_particle(word))}
        plain += behind
    return plain


def spoken(text: str, reader: str) -> frozenset[str]:
    """The languages whose stop words a search uses: the reader's, and another that it is plainly written in."""
    plain = [word.plain for word in words(text)]
    telling = [word for word in plain if len(word) > 1]  # the D of «vitamin D» is no French
    count = {language: sum(word in stop_words(language) for word in telling) for language in LANGUAGES}
    likely = max(LANGUAGES, key=lambda language: (count[language], language == reader))
    return frozenset({reader, likely} if count[likely] > count.get(reader, 0) else {reader})
