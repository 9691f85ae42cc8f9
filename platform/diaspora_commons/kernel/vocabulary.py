"""Controlled vocabularies with labels in every language: sectors, topics, kinds, SDGs, GCM objectives;
countries and languages.

Terms come from `taxonomy.json` (CC0); names of countries and languages from the Unicode CLDR by way of Babel.
"""

import json
import unicodedata
from functools import cache
from pathlib import Path

from babel import Locale

from . import languages

FILE = Path(__file__).resolve().with_name("taxonomy.json")
NUMBERED = {"sdgs", "gcm_objectives"}
UNSPOKEN = set("ab ae an av bi ce ch cr cu cv eo ho hz ia ie ii ik io iu kj la mo na ng nv oj pi sa sh ty vo".split())
"""Ancient and made languages, codes that stand for others, and languages of too few to burden every phone with."""
SPOKEN_TOO = {
    "bem", "ceb", "ckb", "din", "dyu", "fil", "fon", "hmn", "ilo", "kab", "kea", "kmb", "kri", "lua", "luo", "luy",
    "men", "mfe", "mos", "nso", "nus", "pap", "rom", "shi", "snk", "srn", "sus", "tem", "tet", "umb", "yue", "zgh",
}  # fmt: skip
"""Languages of many diasporas that have no code of two letters."""


@cache
def terms(vocabulary: str) -> dict[str, dict[str, str]]:
    """id → labels by language, in the order of the vocabulary."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))[vocabulary]
    return {str(row.get("id", row.get("number"))): row["labels"] for row in rows}


def label(vocabulary: str, id: object, language: str | None = None) -> str:
    """The term in the reader's language; an unknown one is shown as it stands."""
    labels = terms(vocabulary).get(str(id), {})
    said = labels.get(language or languages.current()) or labels.get("en") or str(id)
    return f"{id}. {said}" if vocabulary in NUMBERED else said


def choices(vocabulary: str) -> list[tuple[str, str]]:
    found = [(id, label(vocabulary, id)) for id in terms(vocabulary)]
    return found if vocabulary in NUMBERED else sorted(found, key=lambda pair: sort_key(pair[1]))


@cache
def territory_codes() -> tuple[str, ...]:
    """ISO 3166-1 alpha-2 codes, and XK for Kosovo (without prejudice to status)."""
    names = [str(code) for code in Locale("en").territories]
    outside = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
    return tuple(sorted(c for c in names if len(c) == 2 and c.isalpha() and c not in outside))


def country(code: str, language: str | None = None) -> str:
    return str(locale(language or languages.current()).territories.get(code, code))


def countries() -> list[tuple[str, str]]:
    return sorted(((c, country(c)) for c in territory_codes()), key=lambda pair: sort_key(pair[1]))


def language_name(code: str, language: str | None = None) -> str:
    """The name of a language as a heading would write it: in the reader's language, or else in English."""
    known = locale("en").languages.get(code, code)
    name = str(locale(language or languages.current()).languages.get(code, known))
    return name[:1].upper() + name[1:]


@cache
def locale(language: str) -> Locale:
    return Locale.parse(language)


def sort_key(text: str) -> str:
    """Good enough an order for short lists: accents and case do not count."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def spoken_languages() -> list[tuple[str, str]]:
    """Languages that people speak and write today, for a form: those with a two-letter code and some without."""
    known = set(Locale("en").languages)
    codes = sorted(c for c in known if (len(c) == 2 and c not in UNSPOKEN) or c in SPOKEN_TOO)
    return sorted(((c, language_name(c)) for c in codes), key=lambda pair: sort_key(pair[1]))
