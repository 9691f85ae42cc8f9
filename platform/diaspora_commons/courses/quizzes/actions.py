"""What people do with quizzes. Who calls these holds the row of the place, so that clicks come one after another."""

from collections.abc import Mapping

from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.permissions import Actor, permit, verb

from .. import completion
from ..enrolments.models import Enrolment
from ..lessons.rules import refuse_closed, refuse_over
from . import marking, papers, queries
from .marking import Given
from .models import Answer, Attempt, Quiz
from .rules import refuse_handed_in, refuse_settled


@verb
def begin(actor: Actor, enrolment: Enrolment, quiz: Quiz) -> Attempt:
    """Begin an attempt; the one that is going on, if there is one."""
    permit(actor, "quiz.begin", enrolment)
    refuse_closed(enrolment)
    refuse_over(enrolment)
    before = queries.attempts(enrolment, quiz)
    going_on = next((attempt for attempt in before if attempt.handed_in_at is None), None)
    if going_on is not None:
        return going_on
    refuse_settled(quiz, before, completion.mark_of(enrolment))
    questions = [question.id for question in quiz.questions]
    attempt = Attempt(enrolment_id=enrolment.id, quiz_id=quiz.id, number=len(before) + 1, questions=questions)
    db.add(attempt)
    db.flush()
    return attempt


@verb
def answer(actor: Actor, enrolment: Enrolment, attempt: Attempt, answers: Mapping[int, Given]) -> None:
    """Keep what was answered. Nobody else is told when somebody thinks about a question: it leaves no line."""
    permit(actor, "quiz.answer", enrolment, noted=False)
    refuse_handed_in(attempt)
    refuse_closed(enrolment)
    refuse_over(enrolment)
    kept = {one.question_id: one for one in attempt.answers}
    for question, given in answers.items():
        if question in kept and given:
            if kept[question].given != given:
                kept[question].given, kept[question].given_at = given, now()
        elif question in kept:
            attempt.answers.remove(kept[question])
        elif given:
            attempt.answers.append(Answer(question_id=question, given=given))
    db.flush()


@verb
def hand_in(actor: Actor, enrolment: Enrolment, quiz: Quiz, attempt: Attempt) -> bool:
    """Hand the attempt in, once, and mark it; answers whether the course is completed by it."""
    permit(actor, "quiz.hand_in", enrolment)
    refuse_handed_in(attempt)
    refuse_closed(enrolment)
    refuse_over(enrolment)
    given = papers.given(attempt)
    questions = queries.questions_of(attempt, quiz)
    attempt.score = marking.score([marking.is_right(question, given.get(question.id, [])) for question in questions])
    attempt.handed_in_at = now()
    db.flush()
    return completion.settle(enrolment)
