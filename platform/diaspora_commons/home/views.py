"""The doors of the house: the front page, my desk, the pages about the site, and the feeds."""

from flask import Blueprint, Response, g

from diaspora_commons.kernel import atom
from diaspora_commons.kernel.access import public, signed_in
from diaspora_commons.kernel.errors import NotHere
from diaspora_commons.kernel.languages import current
from diaspora_commons.kernel.pages import page

from . import feeds, queries, texts
from .desk import desk_of

blueprint = Blueprint("home", __name__)
NAMES = ", ".join(texts.NAMES)


@blueprint.get("/")
@public
def front() -> Response:
    return page("home/front.html", front=queries.front())


@blueprint.get("/desk")
@signed_in
def desk() -> Response:
    return page("home/desk.html", desk=desk_of(g.actor))


@blueprint.get(f"/<any({NAMES}):name>")
@public
def text(name: str) -> Response:
    return page("home/text.html", text=texts.text(name, current()), name=name, feeds=feeds.FEEDS)


@blueprint.get("/feeds/<kind>.atom")
@public
def feed(kind: str) -> Response:
    if kind not in feeds.FEEDS:
        raise NotHere
    return Response(feeds.atom(kind), content_type=atom.TYPE)
