"""Who is in a cohort, for administrators, and the means to take somebody out."""

from typing import Any

from flask import Blueprint, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel.access import staff
from diaspora_commons.kernel.errors import Invalid, WrongState
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.pages import page, say

from .. import queries as courses
from ..models import Cohort
from . import actions, queries

blueprint = Blueprint("roster", __name__, url_prefix="/<slug>/cohorts/<code>/roster")


@blueprint.get("")
@staff("administrator")
def index(slug: str, code: str) -> Response:
    """The people of a cohort: name, state, place in the line."""
    return roster(cohort_at(slug, code))


@blueprint.post("/<int:id>/removal")
@staff("administrator")
def remove(slug: str, code: str, id: int) -> ResponseReturnValue:
    """Take somebody out; the person is told why, and the seat goes to the next."""
    cohort, words = cohort_at(slug, code), request.form.get("reason", "")
    try:
        actions.remove(g.actor, queries.of_cohort(cohort, id), words)
    except (Invalid, WrongState) as error:
        return roster(cohort, error.status, id=id, sentence=str(error.message), words=words)
    say(_("Removed. The person is told why by letter."))
    return redirect(url_for(".index", slug=slug, code=code, page=request.args.get("page")), 303)


def roster(cohort: Cohort, status: int = 200, **wrong: Any) -> Response:
    """A page of it; `wrong` is what was the matter with the last click: whose it was, why, and what was typed."""
    listing = queries.roster(cohort, request.args)
    return page(
        "courses/roster.html", status, cohort=cohort, course=cohort.course, listing=listing,
        positions=queries.line(cohort), wrong=wrong,
    )  # fmt: skip


def cohort_at(slug: str, code: str) -> Cohort:
    return queries.cohort(courses.one(g.actor, slug), code)
