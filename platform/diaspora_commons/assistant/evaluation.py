"""The matcher by itself, without database or web, so that it can be measured on any set of questions.

`matcher(text, language)` answers from the FAQs that come with the commons; `factory(rows)` makes one from any
rows `{text, lang, slug}`, one for each way of asking. Both do as COMMONS_ASSISTANT_SEMANTIC says;
`semantic_matcher` and `semantic_factory(rows)` compare meanings whatever it says.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from diaspora_commons.kernel.settings import settings

from . import extras
from .match import Document
from .ruleset import Band, Ruleset

CONTENT = Path(__file__).resolve().parents[1] / "demo" / "content" / "faq.jsonl"


class Matcher:
    """Asked like a function, it answers the slug, or None when there is no answer, and its confidence."""

    def __init__(self, rows: Iterable[Mapping[str, Any]], is_semantic: bool | None = None) -> None:
        self._rows: list[Mapping[str, Any]] | None = list(rows)
        self._is_semantic = is_semantic

    @cached_property
    def ruleset(self) -> Ruleset:
        """Built when first asked."""
        is_semantic = settings().assistant_semantic if self._is_semantic is None else self._is_semantic
        return extras.ruleset_of(documents(self.rows()), is_semantic)

    def rows(self) -> Iterable[Mapping[str, Any]]:
        """What it learns from."""
        return self._rows or ()

    def __call__(self, text: str, lang: str = "en") -> tuple[str | None, float]:
        look = self.ruleset.look(text, lang)
        return (look.slug if look.band is Band.ANSWER else None), look.confidence

    def rank(self, text: str, lang: str = "en", k: int = 10) -> list[tuple[str, float]]:
        """The likeliest FAQs, the best first."""
        return list(self.ruleset.look(text, lang).ranking[:k])


class ContentMatcher(Matcher):
    """The one that knows the FAQs that come with the commons."""

    def __init__(self, is_semantic: bool | None = None) -> None:
        super().__init__((), is_semantic)

    def rows(self) -> Iterable[Mapping[str, Any]]:
        for line in CONTENT.read_text(encoding="utf-8").splitlines():
            faq = json.loads(line)
            for text in (faq["question"], *faq["phrases"]):
                yield {"text": text, "lang": faq["language"], "slug": faq["slug"], "answer": faq["answer"]}


def factory(rows: Iterable[Mapping[str, Any]]) -> Matcher:
    """A matcher that knows these ways of asking; rows without a slug are out of scope and teach nothing."""
    made = Matcher(rows)
    assert made.ruleset  # built now, so that the first question does not wait for it
    return made


def semantic_factory(rows: Iterable[Mapping[str, Any]]) -> Matcher:
    """The same with the extra `semantic`."""
    return Matcher(rows, is_semantic=True)


def documents(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Document]]:
    """Rows gathered by language and slug, in the order in which they come."""
    gathered: dict[str, dict[str, tuple[list[str], str]]] = {}
    for row in rows:
        if row.get("slug") is not None:
            phrases, _ = gathered.setdefault(row.get("lang") or "en", {}).setdefault(
                row["slug"], ([], row.get("answer") or "")
            )
            phrases.append(row["text"])
    return {
        language: [Document(slug, tuple(phrases), answer) for slug, (phrases, answer) in faqs.items()]
        for language, faqs in gathered.items()
    }


matcher = ContentMatcher()
semantic_matcher = ContentMatcher(is_semantic=True)
