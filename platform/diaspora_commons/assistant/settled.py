"""Sentences whose meaning a person has settled, whatever the words in them would score: see `data/rules.txt`.

Some mean one thing for sure; some several things, and then the question goes back; some nobody here may answer, and
then nothing is guessed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from diaspora_commons.assistant.templates import Template, first, sections, template

FILE = Path(__file__).parent / "data" / "rules.txt"


@dataclass(frozen=True)
class Settled:
    """What a sentence means: one question or several, or with none, nothing that we answer."""

    language: str
    slugs: tuple[str, ...]
    is_first: bool = False
    """It comes before the phrases of the questions themselves."""
    is_sure: bool = False
    """It means this one question."""


def settled(folded: str, language: str) -> Settled | None:
    """What a person has settled about this sentence."""
    for meaning, templates in _rules().get(language, ()):
        if first(templates, folded):
            return meaning
    return None


@cache
def _rules() -> dict[str, list[tuple[Settled, Sequence[Template]]]]:
    rules: dict[str, list[tuple[Settled, Sequence[Template]]]] = {}
    for title, lines in sections(FILE.read_text(encoding="utf-8")).items():
        kind, language, *slugs = title.split()
        assert (kind != "beyond") == bool(slugs), title
        meaning = Settled(language, tuple(slugs), kind == "ask", kind == "answer")
        rules.setdefault(language, []).append((meaning, [template(line, language) for line in lines]))
    return rules
