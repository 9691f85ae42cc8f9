"""What is kept about a person's quizzes: what they answered and reached, and nothing of what is right."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel.database import db

from ..enrolments.models import Enrolment
from ..models import Cohort
from . import papers, queries
from .models import Attempt, Quiz


def kept_about(person: Person) -> list[dict[str, Any]]:
    """Each attempt of the person, with the answers."""
    rows = (
        select(Attempt, Cohort.code)
        .join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .where(Enrolment.person_id == person.id)
    )
    quiz = joinedload(Attempt.quiz)
    with_all = (quiz.joinedload(Quiz.module), quiz.selectinload(Quiz.questions), selectinload(Attempt.answers))
    found = db.execute(rows.options(*with_all).order_by(Attempt.begun_at, Attempt.id))
    return [attempt_of(attempt, cohort) for attempt, cohort in found]


def attempt_of(attempt: Attempt, cohort: str) -> dict[str, Any]:
    asked = papers.asked(attempt, queries.questions_of(attempt, attempt.quiz))
    return {
        "cohort": cohort, "quiz": attempt.quiz.module.title, "attempt": attempt.number,
        "begun_at": attempt.begun_at.isoformat(), "score": attempt.score,
        "handed_in_at": attempt.handed_in_at.isoformat() if attempt.handed_in_at else None,
        "answers": [
            {"question": q.text, "answer": q.words or [option.text for option in q.options if option.is_chosen]}
            for q in asked if q.is_answered
        ],
    }  # fmt: skip
