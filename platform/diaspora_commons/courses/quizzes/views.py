"""The doors to the quizzes of a cohort, for those who have a seat in it."""

from typing import Any

from flask import Blueprint, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel.access import signed_in
from diaspora_commons.kernel.errors import Answerable, Invalid, WrongState
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.pages import page, say

from .. import completion
from ..enrolments.models import Enrolment
from ..enrolments.queries import held, own
from ..enrolments.rules import lessons_open
from ..entrance import not_open
from . import actions, forms, marking, papers, queries
from .models import Attempt, Quiz

blueprint = Blueprint("quizzes", __name__, url_prefix="/learning/<code>/quizzes/<module>")


@blueprint.get("")
@signed_in
def show(code: str, module: str) -> Response:
    """What the quiz is about, how it stands, and the way in."""
    enrolment = own(g.actor, code)
    if not lessons_open(enrolment):
        return not_open(enrolment)
    return overview(enrolment, queries.one(enrolment, module))


@blueprint.post("/attempts")
@signed_in
def begin(code: str, module: str) -> ResponseReturnValue:
    """Begin an attempt, or go on with the one that is open."""
    enrolment = held(g.actor, code)
    quiz = queries.one(enrolment, module)
    try:
        attempt = actions.begin(g.actor, enrolment, quiz)
    except WrongState as refused:
        return overview(enrolment, quiz, refused) if lessons_open(enrolment) else not_open(enrolment)
    return redirect(url_for(".attempt", code=code, module=module, number=attempt.number), 303)


@blueprint.get("/attempts/<int:number>")
@signed_in
def attempt(code: str, module: str, number: int) -> Response:
    """The questions while it is open; with what is right once it is handed in."""
    enrolment = own(g.actor, code)
    if not lessons_open(enrolment):
        return not_open(enrolment)
    quiz = queries.one(enrolment, module)
    return paper(enrolment, quiz, queries.attempt(enrolment, quiz, number))


@blueprint.post("/attempts/<int:number>/answers")
@signed_in
def answer(code: str, module: str, number: int) -> ResponseReturnValue:
    """Keep what is answered so far."""
    enrolment = held(g.actor, code)
    quiz = queries.one(enrolment, module)
    attempt = queries.attempt(enrolment, quiz, number)
    try:
        keep(enrolment, quiz, attempt)
    except (Invalid, WrongState) as refused:
        return refusal(enrolment, quiz, number, refused)
    if "later" in request.form:
        say(_("Your answers are saved. Go on whenever you like."))
        return redirect(url_for(".show", code=code, module=module), 303)
    return redirect(url_for(".attempt", code=code, module=module, number=number), 303)


@blueprint.post("/attempts/<int:number>/submission")
@signed_in
def hand_in(code: str, module: str, number: int) -> ResponseReturnValue:
    """Keep the answers and hand them in; when some are lacking, only after asking."""
    enrolment = held(g.actor, code)
    quiz = queries.one(enrolment, module)
    attempt = queries.attempt(enrolment, quiz, number)
    here: dict[str, Any] = {"code": code, "module": module, "number": number}
    try:
        keep(enrolment, quiz, attempt)
        if "anyway" not in request.form and papers.unanswered(attempt, queries.questions_of(attempt, quiz)):
            return redirect(url_for(".attempt", **here, ask=1, _anchor="unanswered"), 303)
        is_completed = actions.hand_in(g.actor, enrolment, quiz, attempt)
    except (Invalid, WrongState) as refused:
        return refusal(enrolment, quiz, number, refused)
    if is_completed:
        say(_("That was the last thing: you have completed the course. Your certificate is on its page."))
    return redirect(url_for(".attempt", **here), 303)


def keep(enrolment: Enrolment, quiz: Quiz, attempt: Attempt) -> None:
    given = forms.answers(request.form, queries.questions_of(attempt, quiz))
    actions.answer(g.actor, enrolment, attempt, given)


def overview(enrolment: Enrolment, quiz: Quiz, refused: Answerable | None = None) -> Response:
    """The page of the quiz; `refused` is what was the matter with the last click."""
    progress = completion.progress(enrolment)
    return page(
        "courses/quizzes/show.html",
        refused.status if refused else 200,
        enrolment=enrolment,
        quiz=quiz,
        progress=progress,
        here=progress.at_quiz(quiz.module),
        refused=refused,
    )


def paper(enrolment: Enrolment, quiz: Quiz, attempt: Attempt, refused: Answerable | None = None) -> Response:
    """The page of an attempt. Earlier results rest while another can be handed in: they tell what is right."""
    progress = completion.progress(enrolment)
    here = progress.at_quiz(quiz.module)
    questions = queries.questions_of(attempt, quiz)
    facts: dict[str, Any] = {
        "enrolment": enrolment,
        "quiz": quiz,
        "attempt": attempt,
        "progress": progress,
        "here": here,
        "refused": refused,
    }
    status = refused.status if refused else 200
    if attempt.handed_in_at is None:
        asked = papers.asked(attempt, questions)
        lacking = [question for question in asked if not question.is_answered]
        asks = lacking if request.args.get("ask") else []
        return page("courses/quizzes/attempt.html", status, **facts, questions=asked, lacking=lacking, asks=asks)
    open_one = here.standing.open if here.standing and not enrolment.cohort.is_over else None
    marked = papers.marked(attempt, questions)
    return page(
        "courses/quizzes/result.html",
        status,
        **facts,
        marked=[] if open_one else marked,
        open_one=open_one,
        is_changed=marking.score([one.is_right for one in marked]) != attempt.score,
    )


def refusal(enrolment: Enrolment, quiz: Quiz, number: int, refused: Answerable) -> Response:
    """The page of an attempt as it is, and why the last click changed nothing."""
    if not lessons_open(enrolment):
        return not_open(enrolment)
    return paper(enrolment, quiz, queries.attempt(enrolment, quiz, number), refused)
