"""The same search for programs."""

from typing import Any

from flask import Blueprint, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel import languages
from diaspora_commons.kernel.access import public

from . import engine
from .finding import PER_PAGE, Found, Hit
from .results import local
from .views import asked, whole

api = Blueprint("search_api", __name__, url_prefix="/api/v1")


@api.get("/search")
@public
def search() -> ResponseReturnValue:
    """Hits, their total, facets with counts, and the search that was probably meant."""
    number, limit = whole(request.args.get("page"), 1), whole(request.args.get("limit"), PER_PAGE)
    found = engine.find(asked(request.args), languages.current(), request.args.get("sort", ""), number, limit)
    return jsonify(told(found))


def told(found: Found) -> dict[str, Any]:
    return {
        "query": found.query.text,
        "language": languages.current(),
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "limit": found.per_page,
        "sort": found.sort,
        "chosen": {name: list(values) for name, values in found.query.chosen.items()},
        "hits": [hit(it) for it in found.hits],
        "facets": {name: counts for name, counts in found.counts.items() if counts},
        "did_you_mean": found.did_you_mean,
        "is_simple": found.is_simple,
    }


def hit(it: Hit) -> dict[str, Any]:
    home = current_app.extensions["settings"].address
    return {
        "id": it.id,
        "kind": it.kind,
        "title": it.title,
        "url": f"{home}{local(it.url)}" if it.url.startswith("/") else it.url,
        "snippet": it.snippet.striptags(),
        "language": it.language,
        "date": it.date.isoformat() if it.date else None,
        "score": it.score,
    }
