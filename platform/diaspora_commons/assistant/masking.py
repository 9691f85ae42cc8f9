"""Takes addresses, telephone numbers and other long numbers out of what is kept."""

import re

EMAIL = re.compile(r"[^\s@<>(),;:\"]{1,64}@[^\s@<>(),;:\"]{1,190}\.[^\s@<>(),;:\".]{2,}")
ADDRESS = re.compile(r"\bhttps?://\S+", re.IGNORECASE)
IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
NUMBER = re.compile(r"(?<![\w-])(?:\+|00)?(?:\(\d+\)[ .\-/]?)?\d(?:[ .\-/()]?\d){4,}(?!\w)|\b(?=\w*\d{5})\w+\b")
"""Five digits or more, however they are grouped: no year and no error code, but every telephone and passport."""
YEARS = re.compile(r"(?:1[89]|20)\d\d ?[-/–] ?(?:1[89]|20)?\d\d")
DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}")


def masked(text: str) -> str:
    """The text as it may be kept."""
    text = ADDRESS.sub("[link]", EMAIL.sub("[e-mail]", text))
    text = IBAN.sub("[number]", text)
    return NUMBER.sub(lambda found: found[0] if _is_time(found[0]) else "[number]", text)


def _is_time(said: str) -> bool:
    return bool(YEARS.fullmatch(said) or DATE.fullmatch(said))
