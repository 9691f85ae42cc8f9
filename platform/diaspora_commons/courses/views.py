"""The doors of the catalogue: the list, a course, and the lesson that everybody may read."""

from flask import Blueprint, Response, g, request

from diaspora_commons.kernel.access import public
from diaspora_commons.kernel.pages import page

from . import queries, rules

blueprint = Blueprint("courses", __name__, url_prefix="/courses")


@blueprint.get("")
@public
def index() -> Response:
    return page("courses/index.html", listing=queries.listing(g.actor, request.args))


@blueprint.get("/<slug>")
@public
def show(slug: str) -> Response:
    course = queries.one(g.actor, slug)
    return page("courses/show.html", course=course, sample=rules.sample(course))


@blueprint.get("/<slug>/lessons/<code>")
@public
def lesson(slug: str, code: str) -> Response:
    """The sample; the other lessons open with enrolment."""
    course = queries.one(g.actor, slug)
    return page("courses/lesson.html", course=course, lesson=queries.sample_lesson(course, code))
