"""The doors of the catalogue: the list, a course, the lesson that everybody may read, and the way into a cohort."""

from flask import Blueprint, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel.access import public, public_personal, signed_in
from diaspora_commons.kernel.errors import WrongState
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.pages import page, say

from . import queries, rules
from .enrolments import actions, roster_views, seats
from .enrolments import queries as enrolments
from .enrolments.rules import seated
from .models import Course

blueprint = Blueprint("courses", __name__, url_prefix="/courses")
blueprint.register_blueprint(roster_views.blueprint)


@blueprint.get("")
@public
def index() -> Response:
    return page("courses/index.html", listing=queries.listing(g.actor, request.args))


@blueprint.get("/<slug>")
@public_personal
def show(slug: str) -> Response:
    """One course; who is signed in also sees how many seats are free, and the way in."""
    return profile(queries.one(g.actor, slug))


def profile(course: Course, status: int = 200, wrong: str = "") -> Response:
    """Its page; `wrong` is why the last click came to nothing. The assistant's links say which cohort was chosen."""
    standing, chosen = enrolments.standing(g.actor, course), request.args.get("cohort")
    return page(
        "courses/show.html", status, course=course, sample=rules.sample(course), standing=standing, chosen=chosen,
        wrong=wrong,
    )  # fmt: skip


@blueprint.get("/<slug>/lessons/<code>")
@public
def lesson(slug: str, code: str) -> Response:
    """The sample; the other lessons open with enrolment."""
    course = queries.one(g.actor, slug)
    return page("courses/lesson.html", course=course, lesson=queries.sample_lesson(course, code))


@blueprint.post("/<slug>/cohorts/<code>/enrolment")
@signed_in
def enrol(slug: str, code: str) -> ResponseReturnValue:
    """Take a seat or a place in the line; who has one already is led to it."""
    course = queries.one(g.actor, slug)
    cohort = enrolments.cohort(course, code)
    seats.hold([cohort], g.actor)
    place = enrolments.place(g.actor, cohort)
    if place is None or not place.is_live:
        try:
            place = actions.enrol(g.actor, cohort)
        except WrongState as error:
            return profile(course, error.status, str(error.message))
        say(_("You have a seat.") if seated(place) else _("You are on the waitlist."))
    return redirect(url_for("learning.hub", code=code), 303)
