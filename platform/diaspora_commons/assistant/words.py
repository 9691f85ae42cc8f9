"""Makes the same word look the same, however a person wrote it, in each of our languages."""

import re
import threading
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

import snowballstemmer

# A question is short; whatever is pasted beyond this cannot help, and must not cost time.
LONGEST = 600

_WORD = re.compile(r"\w+")
_STEMMERS = {"en": "english", "fr": "french", "es": "spanish", "pt": "portuguese"}
_CONTRACTIONS = [
    (re.compile(pattern), whole)
    for pattern, whole in (
        (r"\bcan'?t\b", "can not"),
        (r"\bwon'?t\b", "will not"),
        (r"n't\b", " not"),
        (r"'re\b", " are"),
        (r"'ve\b", " have"),
        (r"'ll\b", " will"),
        (r"\bi'?m\b", "i am"),
        (r"\b(what|where|who|how|when|it|that|there)'?s\b", r"\1 is"),
        (r"'d\b", " would"),
        (r"'s\b", ""),
    )
]

_ARABIC = re.compile("[\u0600-\u06ff]")
_ARABIC_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_ARABIC_LETTERS = str.maketrans("أإآٱىئؤةگکیھ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "ااااييوهككيه01234567890123456789")
_ARABIC_PARTICLES = ("وال", "فال", "بال", "كال", "لل", "ال")
_ARABIC_SUFFIXES = ("ات", "ون", "ين", "ان", "ها", "هم", "نا", "ني", "ه", "ي")


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802


# Snowball's stemmers keep the word they are working on in themselves, and the web server has threads.
_one_at_a_time = threading.Lock()


def normalise(text: str, language: str = "en") -> str:
    """Lower case, no accents, no vowel marks, no punctuation, single spaces."""
    return _normalised(text[:LONGEST], language)


@lru_cache(maxsize=1024)
def _normalised(text: str, language: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("`", "'")
    if _ARABIC.search(text):
        text = _ARABIC_MARKS.sub("", text).translate(_ARABIC_LETTERS)
    if language == "en":
        for pattern, whole in _CONTRACTIONS:
            text = pattern.sub(whole, text)
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(text))


def stems(text: str, language: str = "en") -> list[str]:
    """The words of a text, each without its endings."""
    return [stem(word, language) for word in normalise(text, language).split()]


@lru_cache(maxsize=4096)
def stem(word: str, language: str) -> str:
    """A normalised word without its endings."""
    if _ARABIC.match(word):
        return _arabic_stem(word)
    if language not in _STEMMERS:
        return word
    with _one_at_a_time:
        return _stemmer(language).stemWord(word)


def features(words: Sequence[str], language: str) -> list[str]:
    """What the matcher compares: words (w), pairs of words (b), and pieces of 3 to 5 letters (c)."""
    roots = [stem(word, language) for word in words]
    found = ["w" + root for root in roots]
    found += [f"b{first} {second}" for first, second in zip(["^", *roots], [*roots, "$"], strict=True)]
    for word in words:
        found += ["c" + piece for piece in pieces(word)]
    return found


def pieces(word: str) -> list[str]:
    """All runs of 3 to 5 letters of a word, with a blank for each of its edges."""
    edged = f" {word} "
    return [edged[at : at + size] for size in (3, 4, 5) for at in range(len(edged) - size + 1)]


def _arabic_stem(word: str) -> str:
    """Take off one particle in front and one suffix behind, as long as three letters remain."""
    for particle in _ARABIC_PARTICLES:
        if word.startswith(particle) and len(word) - len(particle) >= 3:
            word = word[len(particle) :]
            break
    for suffix in _ARABIC_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


@lru_cache(maxsize=8)
def _stemmer(language: str) -> _Stemmer:
    stemmer: _Stemmer = snowballstemmer.stemmer(_STEMMERS[language])
    return stemmer
