"""The page that searches everything."""

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from diaspora_commons.kernel import atom, languages, page_cache
from diaspora_commons.kernel.access import public
from diaspora_commons.kernel.listing import query
from diaspora_commons.kernel.pages import page

from . import engine, feeds
from .query import FACETS, Query, parse
from .results import results, summary

blueprint = Blueprint("search", __name__)
page_cache.marks.append(engine.version)


@blueprint.get("/search")
@public
def search() -> Response:
    """Everything public that answers, narrowed by the facets in the address."""
    wanted, number = asked(request.args), whole(request.args.get("page"), 1)
    found = engine.find(wanted, languages.current(), request.args.get("sort", ""), number)
    listing = results(found)
    return page("search/search.html", asked=wanted.text, listing=listing, summary=summary(listing))


@blueprint.get("/search/suggestions")
@public
def suggestions() -> Response:
    """What may be meant by the first letters, for the script of the search boxes."""
    return page("search/suggestions.html", offered=engine.suggest(request.args.get("q", ""), languages.current()))


@blueprint.get("/search/suggestions.json")
@public
def suggested_words() -> ResponseReturnValue:
    """The same for the boxes of browsers: what was typed, and a list of what may be meant."""
    typed = request.args.get("q", "")
    return jsonify([typed, [offer.text for offer in engine.suggest(typed, languages.current())]])


@blueprint.get("/search.atom")
@public
def feed() -> Response:
    """The same search for feed readers, what was added last on top."""
    found = engine.find(asked(request.args), languages.current(), "added", per_page=feeds.MOST)
    typed = query({name: request.args.getlist(name) for name in ("q", *FACETS) if name in request.args})
    return Response(feeds.feed(found, typed.removeprefix("?")), content_type=atom.TYPE)


@blueprint.get("/opensearch.xml")
@public
def description() -> Response:
    """How browsers may search here."""
    return Response(feeds.description(), content_type=feeds.DESCRIPTION_TYPE)


def asked(args: MultiDict[str, str]) -> Query:
    """The search that an address carries."""
    return parse(args.get("q", "")).narrowed({name: args.getlist(name) for name in FACETS if name in args})


def whole(text: str | None, otherwise: int) -> int:
    """A number from an address, or another when it is none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 7 else otherwise
