"""My learning: all my courses, the page of one of them, and the way out."""

from flask import Blueprint, Response, g, redirect, url_for
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel.access import signed_in
from diaspora_commons.kernel.errors import WrongState
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.pages import page, say

from .. import learning
from ..lessons.queries import size_of_whole
from . import actions, queries
from .models import Enrolment

blueprint = Blueprint("learning", __name__, url_prefix="/learning")


@blueprint.get("")
@signed_in
def index() -> Response:
    """All my courses: those that run, those I wait for, and those that are over."""
    return page("courses/learning.html", learning=learning.of_person(g.actor))


@blueprint.get("/<code>")
@signed_in
def hub(code: str) -> Response:
    """One of my places: where I stand, what is missing, what comes next."""
    return standing(queries.own(g.actor, code))


@blueprint.post("/<code>/withdrawal")
@signed_in
def withdraw(code: str) -> ResponseReturnValue:
    """Give the place up."""
    enrolment = queries.own(g.actor, code)
    try:
        actions.withdraw(g.actor, enrolment)
    except WrongState as error:
        return standing(queries.own(g.actor, code), error.status, str(error.message))
    say(_("You have withdrawn. Your place goes to the next in line."))
    return redirect(url_for(".hub", code=code), 303)


def standing(enrolment: Enrolment, status: int = 200, wrong: str = "") -> Response:
    place = learning.place(enrolment)
    size = size_of_whole(place.progress.course) if place.progress else 0
    return page("courses/hub.html", status, place=place, size=size, wrong=wrong)
