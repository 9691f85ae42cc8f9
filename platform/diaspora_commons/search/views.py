"""The page that searches everything."""

from flask import Blueprint, Response, request
from werkzeug.datastructures import MultiDict

from diaspora_commons.kernel import languages, page_cache
from diaspora_commons.kernel.access import public
from diaspora_commons.kernel.pages import page

from . import engine
from .query import FACETS, Query, parse
from .results import results, summary

blueprint = Blueprint("search", __name__)
page_cache.marks.append(engine.version)


@blueprint.get("/search")
@public
def search() -> Response:
    """Everything public that answers, narrowed by the facets in the address."""
    query, number = asked(request.args), whole(request.args.get("page"), 1)
    found = engine.find(query, languages.current(), request.args.get("sort", ""), number)
    listing = results(found)
    return page("search/search.html", asked=query.text, listing=listing, summary=summary(listing))


def asked(args: MultiDict[str, str]) -> Query:
    """The search that an address carries."""
    return parse(args.get("q", "")).narrowed({name: args.getlist(name) for name in FACETS if name in args})


def whole(text: str | None, otherwise: int) -> int:
    """A number from an address, or another when it is none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 7 else otherwise
