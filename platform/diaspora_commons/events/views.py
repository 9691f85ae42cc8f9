"""The doors of the calendar: the list, an event, and both as files for calendar programs."""

from flask import Blueprint, Response, g, request

from diaspora_commons.kernel.access import public
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.pages import page
from diaspora_commons.organisations.profile import shows

from . import ics, queries

blueprint = Blueprint("events", __name__, url_prefix="/events")


@blueprint.get("")
@public
def index() -> Response:
    return page("events/index.html", calendar=queries.calendar(g.actor, request.args))


@blueprint.get("/calendar.ics")
@public
def calendar() -> Response:
    """All of it, to subscribe to."""
    return calendar_file(ics.calendar(_("Events of the diasporas"), queries.everything(g.actor)), "calendar")


@blueprint.get("/<slug>")
@public
def show(slug: str) -> Response:
    return page("events/show.html", event=queries.one(g.actor, slug))


@blueprint.get("/<slug>.ics")
@public
def file(slug: str) -> Response:
    event = queries.one(g.actor, slug)
    return calendar_file(ics.calendar(event.title, [event]), event.slug)


def calendar_file(content: bytes, name: str) -> Response:
    response = Response(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response


shows("events", queries.of_organisation, "events/of_organisation.html")
