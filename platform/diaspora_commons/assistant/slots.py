"""What a message says that a flow needs to know: a country, a sector, a course, a month, an address, a code."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from diaspora_commons.assistant import names
from diaspora_commons.assistant.names import Known, mentions
from diaspora_commons.assistant.words import normalise, stem

EMAIL = re.compile(r"[^\s@<>(),;:\"]{1,64}@[^\s@<>(),;:\"]{1,190}\.[^\s@<>(),;:\".]{2,}")
CODE = re.compile(r"\b[0-9A-Za-z]{3,6}(?:[- ]?[0-9A-Za-z]{3,6}){1,5}\b")
SDG = re.compile(r"(?:sdg|odd|ods|goal|objectif|objetivo|الهدف|هدف)s? *(?:no |n |num\w* )?(\d{1,2})(?!\d)")
DATE = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
DROPPED = Path(__file__).parent / "data" / "dropped.txt"


def country(text: str, language: str, is_known: Known | None = None) -> str:
    """The last country that a text names: "not in Kenya, in Uganda" means Uganda."""
    found = mentions("country", text, language, is_known)
    return found[-1].code if found else ""


def course_language(text: str, language: str) -> str:
    found = mentions("language", text, language)
    return found[-1].code if found else ""


def level(text: str, language: str) -> str:
    found = mentions("level", text, language)
    return found[0].code if found else ""


def month(text: str, language: str) -> int:
    found = mentions("month", text, language)
    return int(found[0].code) if found else 0


def page(text: str, language: str) -> str:
    """The page that a text speaks of; the longest name says most."""
    found = mentions("page", text, language)
    return max(found, key=lambda mention: mention.end - mention.start).code if found else ""


def email(text: str) -> str:
    found = EMAIL.search(text)
    return found[0].rstrip(".") if found else ""


def code(text: str) -> str:
    """The code of a certificate: groups of letters and digits, at least one digit among them."""
    for found in CODE.finditer(text.replace("–", "-").replace("—", "-")):
        if any(c.isdigit() for c in found[0]) and sum(c.isalnum() for c in found[0]) >= 8:
            return found[0].replace(" ", "-").upper()
    return ""


def sdg(text: str, language: str) -> int:
    found = SDG.search(normalise(text, language))
    return int(found[1]) if found and 1 <= int(found[1]) <= 17 else 0


def ordinal(text: str, language: str, most: int) -> int:
    """The number, from 1, of what is chosen out of `most`; 0 when none is."""
    found = mentions("ordinal", text, language)
    if len(found) != 1:
        return 0
    said = found[0].code
    number = most if said == "last" else int(said)
    return number if number <= most else 0


@dataclass(frozen=True)
class Subject:
    """What something is about: a code we know, or else the person's own words; and what of it we know."""

    said: str
    known: str


def sector(text: str, language: str, is_known: Known | None = None) -> Subject | None:
    """The sector that a text speaks of once everything that is no sector is left out."""
    rest = without("country", text, content(text, language, "partner"), language, is_known)
    whole = normalise(text, language).split()
    found = names.names("sector", language).in_(whole, is_known)
    covered = {whole[at] for mention in found for at in range(mention.start, mention.end)}
    known = next((m.code for m in found if any(whole[at] in rest for at in range(m.start, m.end))), "")
    if known and not [word for word in rest if word not in covered]:
        return Subject(known, known)
    return Subject(" ".join(rest), known) if rest else None


def interest(text: str, language: str) -> Subject | None:
    """What somebody wants to learn: their own words, or in other languages than English the name that we know."""
    rest = without("language", text, content(text, language, "course"), language)
    rest = without("level", text, rest, language)
    if not rest:
        return None
    known = names.only("topic", " ".join(rest), language) if language != "en" else ""
    return Subject(known or " ".join(rest), known)


def without(kind: str, text: str, words: Sequence[str], language: str, is_known: Known | None = None) -> list[str]:
    """The words without those that name a thing of this kind in the text."""
    whole = normalise(text, language).split()
    named = {whole[at] for m in names.names(kind, language).in_(whole, is_known) for at in range(m.start, m.end)}
    return [word for word in words if word not in named]


def content(text: str, language: str, kind: str) -> list[str]:
    """The words that say what a wish is about: without the small ones, and without those of the wish itself."""
    dropped = _dropped(language, kind)
    return [w for w in normalise(text, language).split() if w not in dropped and _bare(w, language) not in dropped]


def overlap(text: str, other: str, language: str) -> float:
    """The share of a text's words, by their stems, that another text has too."""
    mine = {stem(word, language) for word in normalise(text, language).split()}
    theirs = {stem(word, language) for word in normalise(other, language).split()}
    return len(mine & theirs) / (len(mine) or 1)


def stems_of(words: Iterable[str], language: str) -> set[str]:
    return {stem(word, language) for word in words}


def _bare(word: str, language: str) -> str:
    """An Arabic word without what has grown together with it."""
    if language == "ar":
        for attached in names.ATTACHED:
            if word.startswith(attached) and len(word) - len(attached) >= 3:
                return word[len(attached) :]
    return word


@cache
def _dropped(language: str, kind: str) -> frozenset[str]:
    found: set[str] = set()
    for line in DROPPED.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            of_language, of_kind, listed = line.split("\t")
            if of_language == language and of_kind in ("all", kind):
                found |= {word for name in listed.split() for word in normalise(name, language).split()}
    return frozenset(found)
