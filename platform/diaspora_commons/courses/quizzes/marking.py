"""What is a right answer, and what a score."""

from collections.abc import Sequence
from typing import Any

from diaspora_commons.search.folding import fold

from .models import Question, QuestionKind

Given = list[Any]
"""Places of the chosen options; of a short text the one text. Empty when nothing was answered."""


def is_right(question: Question, given: Given) -> bool:
    """Of several options every right one and no other; a short text however it is written."""
    if not given:
        return False
    if question.kind == QuestionKind.SHORT_TEXT:
        return plain(given[0]) in map(plain, question.correct)
    return set(given) == set(question.correct)


def plain(text: Any) -> str:
    """A short text without what does not matter: capitals, accents, Arabic marks and alef forms, blanks."""
    return " ".join(fold(str(text)).split())


def score(marks: Sequence[bool]) -> int:
    """How many of these are right, in per cent, rounded down. Who was asked nothing has got nothing wrong."""
    return 100 * sum(marks) // len(marks) if marks else 100
