"""The library's doors: the list, a work, and how to cite it."""

from urllib.parse import urlsplit

from flask import Blueprint, Response, g, request

from diaspora_commons.kernel.access import public
from diaspora_commons.kernel.errors import NotHere
from diaspora_commons.kernel.pages import page
from diaspora_commons.organisations.profile import shows

from . import citations, queries

blueprint = Blueprint("library", __name__, url_prefix="/library")


@blueprint.get("")
@public
def index() -> Response:
    return page("library/index.html", listing=queries.listing(g.actor, request.args))


@blueprint.get("/<slug>")
@public
def show(slug: str) -> Response:
    resource = queries.one(g.actor, slug)
    return page(
        "library/show.html",
        resource=resource,
        related=queries.related(g.actor, resource),
        host=(urlsplit(resource.url).hostname or resource.url).removeprefix("www."),
        cited=citations.text(resource).strip(),
        formats=citations.FORMATS.values(),
    )


@blueprint.get("/<slug>/citation.<form>")
@public
def citation(slug: str, form: str) -> Response:
    wanted = citations.FORMATS.get(form)
    if wanted is None:
        raise NotHere
    resource = queries.one(g.actor, slug)
    response = Response(wanted.write(resource), content_type=f"{wanted.mimetype}; charset=utf-8")
    if form != "txt":
        response.headers["Content-Disposition"] = f'attachment; filename="{resource.slug}.{form}"'
    return response


shows("resources", queries.of_organisation, "library/of_organisation.html")
