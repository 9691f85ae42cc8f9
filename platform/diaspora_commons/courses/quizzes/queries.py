"""Reading quizzes and one's own attempts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import NotHere

from ..enrolments.models import Enrolment
from ..models import Module
from .models import Attempt, Question, Quiz


@dataclass(frozen=True)
class Standing:
    """How somebody stands in a quiz."""

    quiz: Quiz
    questions: int
    attempts: Sequence[Attempt]
    mark: int

    @property
    def handed_in(self) -> list[Attempt]:
        return [attempt for attempt in self.attempts if attempt.handed_in_at is not None]

    @property
    def open(self) -> Attempt | None:
        """The attempt that is going on."""
        return next((attempt for attempt in self.attempts if attempt.handed_in_at is None), None)

    @property
    def best(self) -> int | None:
        """The best score in per cent; None as long as nothing is handed in."""
        return max((attempt.score or 0 for attempt in self.handed_in), default=None)

    @property
    def is_passed(self) -> bool:
        return self.best is not None and self.best >= self.mark

    @property
    def left(self) -> int:
        """How often it can still be handed in."""
        return max(0, self.quiz.max_attempts - len(self.handed_in))

    @property
    def may_begin(self) -> bool:
        return not self.is_passed and not self.open and self.left > 0 and self.questions > 0


def standings(enrolment: Enrolment, mark: int) -> dict[int, Standing]:
    """How a place stands in the quizzes of its course, by module."""
    mine: dict[int, list[Attempt]] = defaultdict(list)
    for attempt in db.scalars(select(Attempt).where(Attempt.enrolment_id == enrolment.id).order_by(Attempt.number)):
        mine[attempt.quiz_id].append(attempt)
    asked = select(func.count()).where(Question.quiz_id == Quiz.id).scalar_subquery()
    rows = select(Quiz, asked).join(Quiz.module).where(Module.course_id == enrolment.cohort.course_id)
    return {quiz.module_id: Standing(quiz, count, mine[quiz.id], mark) for quiz, count in db.execute(rows)}


def one(enrolment: Enrolment, module: str) -> Quiz:
    """The quiz of this module in the course of a place, with its questions."""
    rows = select(Quiz).join(Quiz.module).where(Module.course_id == enrolment.cohort.course_id, Module.code == module)
    found = db.scalar(rows.options(joinedload(Quiz.module), selectinload(Quiz.questions)))
    if found is None:
        raise NotHere
    return found


def attempts(enrolment: Enrolment, quiz: Quiz) -> Sequence[Attempt]:
    """All attempts of a place at a quiz, the first first."""
    rows = select(Attempt).where(Attempt.enrolment_id == enrolment.id, Attempt.quiz_id == quiz.id)
    return db.scalars(rows.order_by(Attempt.number).execution_options(populate_existing=True)).all()


def attempt(enrolment: Enrolment, quiz: Quiz, number: int) -> Attempt:
    """One of them, with its answers."""
    row = select(Attempt).where(
        Attempt.enrolment_id == enrolment.id, Attempt.quiz_id == quiz.id, Attempt.number == number
    )
    found = db.scalar(row.options(selectinload(Attempt.answers)).execution_options(populate_existing=True))
    if found is None:
        raise NotHere
    return found


def questions_of(attempt: Attempt, quiz: Quiz) -> list[Question]:
    """What the attempt asks, as far as it is still there, in the order in which it was written."""
    return [question for question in quiz.questions if question.id in attempt.questions]
