"""Writing made plain: one spelling for what readers see as the same letters."""

import re
import unicodedata
from functools import lru_cache

# Marks that people leave out when they type: accents, Hebrew points, Arabic vowels. Those of Indic and other
# scripts are letters of their own and stay.
MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff"
    "\u200b-\u200f\u2060\ufe00-\ufe0f\ufe20-\ufe2f]"
)
LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "æ": "ae",
        "œ": "oe",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ŋ": "n",
        "ħ": "h",
        "ة": "ه",
        "ى": "ي",
        "ٱ": "ا",
        "ک": "ك",
        "ی": "ي",
        "ۀ": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ـ": None,
    }
)
# Letters, digits and the marks between them, in any script; the Indic full stops are no letters.
WORD = re.compile(
    "(?:[^\\W_]|(?![\u0964\u0965])[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a"
    "\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff\u0900-\u0dff\u0e31-\u0e4e\u0eb1-\u0ecd\u0f71-\u0f84"
    "\u102b-\u103e\u1712-\u1734\u17b4-\u17d3\u200c\u200d])+"
)
INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@lru_cache(16384)
def fold(text: str) -> str:
    """The plain form: no capitals, accents, Arabic marks, alef forms or tatweel; digits as 0–9."""
    if text.isascii():
        return text.casefold()
    plain = MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())).translate(LETTERS)
    plain = unicodedata.normalize("NFC", plain).casefold()
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in plain)


def spans(text: str) -> list[tuple[int, int]]:
    """Where the words of a text are. Initials (O.I.M.) are one word; Chinese and Japanese are read in pairs."""
    found: list[tuple[int, int]] = []
    start = 0
    for initials in INITIALS.finditer(text):
        found += words_between(text, start, initials.start())
        found.append(initials.span())
        start = initials.end()
    return found + words_between(text, start, len(text))


def words_between(text: str, start: int, end: int) -> list[tuple[int, int]]:
    if not IDEOGRAPHS.search(text, start, end):
        return [word.span() for word in WORD.finditer(text, start, end)]
    found: list[tuple[int, int]] = []
    for word in WORD.finditer(text, start, end):
        if IDEOGRAPHS.match(word[0]) and len(word[0]) > 2:
            found += [(i, i + 2) for i in range(word.start(), word.end() - 1)]
        else:
            found.append(word.span())
    return found
