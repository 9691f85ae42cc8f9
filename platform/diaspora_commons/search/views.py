"""The page that searches everything."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, Response, after_this_request, g, jsonify, request
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel import atom, languages, page_cache
from diaspora_commons.kernel.access import public
from diaspora_commons.kernel.listing import query
from diaspora_commons.kernel.pages import page

from . import engine, feeds, misses
from .asking import asked, whole
from .desk import desk
from .query import FACETS
from .results import results, summary

blueprint = Blueprint("search", __name__)
blueprint.register_blueprint(desk)
page_cache.marks.append(engine.version)


@blueprint.get("/search")
@public
def search() -> Response:
    """Everything public that answers, narrowed by the facets in the address."""
    wanted, number = asked(request.args), whole(request.args.get("page"), 1)
    found = engine.find(wanted, languages.current(), request.args.get("sort", ""), number)
    listing = results(found)
    if misses.is_one(found) and (words := misses.words_of(wanted)):
        afterwards(partial(misses.note, words, languages.current()))
    return page("search/search.html", asked=wanted.text, listing=listing, summary=summary(listing))


def afterwards(do: Callable[[], None]) -> None:
    """Do something when the answer has been given. The page is not kept, so that it comes by here the next time too."""
    g.access = "public, not kept"
    left = [do]

    def once() -> None:
        if left:
            left.pop()()

    @after_this_request
    def answered(response: Response) -> Response:
        response.call_on_close(once)
        return response


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
