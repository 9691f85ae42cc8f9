"""The doors to the lessons of a cohort, for those who have a seat in it."""

from flask import Blueprint, Response, g, redirect, url_for
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel.access import signed_in
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.pages import page, say

from .. import completion
from ..completion import Step
from ..enrolments.queries import held, own
from ..enrolments.rules import lessons_open
from ..entrance import not_open
from . import actions, queries
from .rules import may_unmark

blueprint = Blueprint("lessons", __name__, url_prefix="/learning/<code>")


@blueprint.get("/lessons/<lesson>")
@signed_in
def show(code: str, lesson: str) -> Response:
    """One lesson, with what comes before and after it."""
    enrolment = own(g.actor, code)
    if not lessons_open(enrolment):
        return not_open(enrolment)
    opened = queries.one(enrolment, lesson)
    progress = completion.progress(enrolment)
    return page(
        "courses/lessons/show.html",
        enrolment=enrolment,
        lesson=opened,
        progress=progress,
        here=progress.at_lesson(opened),
        may_unmark=may_unmark(enrolment),
        size=queries.size_of_whole(progress.course),
    )


@blueprint.post("/lessons/<lesson>/reading")
@signed_in
def read(code: str, lesson: str) -> ResponseReturnValue:
    """Mark it as read, and go on to what comes next."""
    enrolment = held(g.actor, code)
    opened = queries.one(enrolment, lesson)
    if actions.mark_read(g.actor, enrolment, opened):
        say(_("That was the last thing: you have completed the course. Your certificate is here."))
        return redirect(url_for("learning.hub", code=code), 303)
    progress = completion.progress(enrolment)
    return redirect(address(progress.after(progress.at_lesson(opened)), code), 303)


@blueprint.post("/lessons/<lesson>/reading/removal")
@signed_in
def unread(code: str, lesson: str) -> ResponseReturnValue:
    """Mark it as not read after all."""
    enrolment = held(g.actor, code)
    actions.unmark(g.actor, enrolment, queries.one(enrolment, lesson))
    return redirect(url_for(".show", code=code, lesson=lesson), 303)


@blueprint.get("/printout")
@signed_in
def printout(code: str) -> Response:
    """The whole course on one page, to be printed or kept."""
    enrolment = own(g.actor, code)
    if not lessons_open(enrolment):
        return not_open(enrolment)
    course = queries.whole(enrolment)
    return page("courses/lessons/printout.html", enrolment=enrolment, course=course)


def address(step: Step | None, code: str) -> str:
    """Where a step is; after the last one the page of the place."""
    if step is None:
        return url_for("learning.hub", code=code)
    if step.lesson:
        return url_for("lessons.show", code=code, lesson=step.lesson.code)
    return url_for("quizzes.show", code=code, module=step.module.code)
