"""What the person sees of an attempt: the questions while it is open; with what is right once it is handed in.

Templates are given these and never the rows, so that no key can slip out of the house before its time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from . import marking
from .marking import Given
from .models import Attempt, Question, QuestionKind


@dataclass(frozen=True)
class Option:
    """One of those to choose from."""

    place: int
    text: str
    is_chosen: bool


@dataclass(frozen=True)
class Asked:
    """A question of an open attempt, and what was answered so far."""

    id: int
    number: int
    kind: QuestionKind
    text: str
    options: Sequence[Option]
    words: str
    """The answer in one's own words, where no options are given."""
    is_answered: bool

    @property
    def takes_several(self) -> bool:
        return self.kind == QuestionKind.MULTIPLE


@dataclass(frozen=True)
class Marked:
    """A question of an attempt that is handed in."""

    asked: Asked
    is_right: bool
    right: frozenset[int]
    """Places of the right options."""
    wordings: Sequence[str]
    """What counts as right where no options are given."""
    explanation: str


def given(attempt: Attempt) -> dict[int, Given]:
    """The answers of an attempt by question."""
    return {answer.question_id: answer.given for answer in attempt.answers}


def unanswered(attempt: Attempt, questions: Sequence[Question]) -> list[Question]:
    """What has no answer yet."""
    answers = given(attempt)
    return [question for question in questions if not answers.get(question.id)]


def asked(attempt: Attempt, questions: Sequence[Question]) -> list[Asked]:
    """The questions of an attempt with what was answered, and nothing that tells what is right."""
    return [_asked(number, question, given(attempt)) for number, question in enumerate(questions, 1)]


def marked(attempt: Attempt, questions: Sequence[Question]) -> list[Marked]:
    """The same with what is right and why; only of an attempt that is handed in."""
    assert attempt.handed_in_at is not None, "the keys stay here until the attempt is handed in"
    answers = given(attempt)
    return [
        Marked(
            _asked(number, question, answers),
            marking.is_right(question, answers.get(question.id, [])),
            frozenset(question.correct if question.options else ()),
            [] if question.options else [str(words) for words in question.correct],
            question.explanation,
        )
        for number, question in enumerate(questions, 1)
    ]


def _asked(number: int, question: Question, answers: Mapping[int, Given]) -> Asked:
    mine = answers.get(question.id, [])
    is_text = question.kind == QuestionKind.SHORT_TEXT
    return Asked(
        question.id,
        number,
        QuestionKind(question.kind),
        question.text,
        [] if is_text else [Option(place, text, place in mine) for place, text in enumerate(question.options)],
        str(mine[0]) if is_text and mine else "",
        bool(mine),
    )
