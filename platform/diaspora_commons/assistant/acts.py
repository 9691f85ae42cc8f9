"""What people do in a conversation rather than ask: agree, refuse, go back, give up, say thanks, want a person.

Looked for before any question is. The patterns are in `data/acts.txt`, by act and language; an emergency is noticed
even earlier, in `safety`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from diaspora_commons.assistant import names
from diaspora_commons.assistant.templates import Template, first, sections, template
from diaspora_commons.assistant.words import normalise

FILE = Path(__file__).parent / "data" / "acts.txt"
LANGUAGES = ("en", "fr", "es", "ar")
LONGEST = 14
"""A longer message is about something, however it begins."""
LEADING = ("yes", "no")
ORDER = (
    "restart", "human", "unhelpful", "helpful", "none", "cancel", "language", "repeat", "back", "thanks", "goodbye",
    "greeting", "onward", *LEADING,
)  # fmt: skip
"""What is looked for, the more particular first."""
FAQS = {
    "human": "contact-team",
    "thanks": "assistant-thanks",
    "greeting": "assistant-greeting",
    "goodbye": "assistant-goodbye",
}
"""The answers that go with an act."""


@dataclass(frozen=True)
class Act:
    """What somebody does, in which language, what follows it, and which language is wished for."""

    name: str
    language: str
    rest: str = ""
    wished: str = ""


def act_of(text: str, language: str) -> Act | None:
    """The act of a message; in the conversation's language, or else in another one."""
    for tried in (language, *(other for other in LANGUAGES if other != language)):
        folded = normalise(text, tried)
        if not folded or len(folded.split()) > LONGEST:
            continue
        for name in ORDER:
            found = _as(name, folded, tried)
            # "No" is the same in several languages, and begins many a sentence that is no refusal.
            if found and (tried == language or not found.rest):
                return found
    return None


def does(name: str, text: str, language: str) -> bool:
    """Does the message do just this? For acts that only mean something when they are waited for."""
    return any(
        first(_patterns().get((name, tried), ()), normalise(text, tried)) is not None
        for tried in dict.fromkeys((language, *LANGUAGES))
    )


def _as(name: str, folded: str, language: str) -> Act | None:
    found = first(_patterns().get((name, language), ()), folded)
    if found is None:
        return None
    holes = found[1]
    if "language" in holes:
        wished = names.only("language", holes["language"], language)
        return Act(name, language, wished=wished) if wished in LANGUAGES else None
    return Act(name, language, rest=holes.get("rest", ""))


@cache
def _patterns() -> dict[tuple[str, str], Sequence[Template]]:
    found: dict[tuple[str, str], Sequence[Template]] = {}
    for title, lines in sections(FILE.read_text(encoding="utf-8")).items():
        name, language = title.split()
        found[name, language] = [template(line, language) for line in lines]
    return found
