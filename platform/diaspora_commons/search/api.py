"""The same search for programs."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel import languages
from diaspora_commons.kernel.access import public
from diaspora_commons.kernel.links import bare

from . import engine
from .asking import asked, whole
from .finding import PER_PAGE, Found, Hit
from .query import MOST_CHARACTERS
from .results import local

api = Blueprint("search_api", __name__, url_prefix="/api/v1")


@api.get("/search")
@public
def search() -> ResponseReturnValue:
    """Hits, their total, facets with counts, and the search that was probably meant."""
    number, limit = whole(request.args.get("page"), 1), whole(request.args.get("limit"), PER_PAGE)
    query = asked(request.args, MOST_CHARACTERS)
    found = engine.find(query, languages.current(), request.args.get("sort", ""), number, limit)
    return jsonify(told(found))


@api.get("/search/suggest")
@public
def suggest() -> ResponseReturnValue:
    """Titles and names that begin as somebody begins to type."""
    offered = engine.suggest(request.args.get("q", ""), languages.current())
    return jsonify(suggestions=[{**asdict(it), "url": whole_address(it.url)} for it in offered])


def told(found: Found) -> dict[str, Any]:
    return {
        "hits": [hit(it) for it in found.hits],
        "total": found.total,
        "facets": {name: counts for name, counts in found.counts.items() if counts},
        "did_you_mean": found.did_you_mean,
    }


def hit(it: Hit) -> dict[str, Any]:
    return {
        "id": it.id,
        "kind": it.kind,
        "title": it.title,
        "url": whole_address(local(it.url)),
        "snippet": it.snippet.striptags(),
        "language": it.language,
        "score": it.score,
    }


def whole_address(path: str) -> str:
    """An address of ours in full; another as it is."""
    return bare(path) if path.startswith("/") else path
