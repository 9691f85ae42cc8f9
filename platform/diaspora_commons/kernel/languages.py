"""The languages of the pages, and `_()`, which speaks the one that is being spoken.

Nothing here knows of a request, so that verbs, letters and the command line can speak too. Text is gathered by
`pybabel extract` (`make messages`) into `translations/`.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.support import LazyProxy, NullTranslations, Translations

LANGUAGES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية"}
"""The languages of the interface, by their own names."""

CONTENT_LANGUAGES = (*LANGUAGES, "pt")
FOLDER = Path(__file__).resolve().parents[1] / "translations"
spoken: ContextVar[str] = ContextVar("spoken", default="en")


def current() -> str:
    return spoken.get()


def direction(language: str | None = None) -> str:
    """`rtl` or `ltr`."""
    try:
        return parsed(language or current()).text_direction
    except (ValueError, LookupError):
        return "ltr"


def locale() -> Locale:
    return parsed(current())


@cache
def parsed(language: str) -> Locale:
    """How a language names and counts; English as most of the world writes its dates, the day first."""
    return Locale.parse("en_GB" if language == "en" else language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything inside in `language`: for a letter, for instance."""
    token = spoken.set(language if language in LANGUAGES else "en")
    try:
        yield
    finally:
        spoken.reset(token)


@cache
def catalogue(language: str) -> NullTranslations:
    return Translations.load(str(FOLDER), [language]) if language != "en" else NullTranslations()


def _(message: str, **holes: Any) -> str:
    """The message in the spoken language, its holes filled."""
    said = catalogue(current()).gettext(message)
    return said % holes if holes else said


def ngettext(one: str, many: str, num: int, **holes: Any) -> str:
    """The form of the message that fits the number; `%(num)s` is the number."""
    return catalogue(current()).ngettext(one, many, num) % {"num": num, **holes}


def pgettext(context: str, message: str, **holes: Any) -> str:
    said = str(catalogue(current()).pgettext(context, message))
    return said % holes if holes else said


def lazy(message: str, **holes: Any) -> Any:
    """Like `_`, but said when it is shown: for labels made before anybody has asked."""
    return LazyProxy(_, message, enable_cache=False, **holes)


def best_for(accepted: Sequence[str], default: str) -> str:
    """The first language of a reader's wishes (`fr-CA`, `ar`…) that we speak."""
    for wish in accepted:
        code = wish.split("-")[0].lower()
        if code in LANGUAGES:
            return code
    return default
