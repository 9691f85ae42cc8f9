"""Pages that are the same for everybody: somebody who is signed in gets the visitors' page with a menu of their own.

While such a page is made nobody is signed in, so nothing of anybody can get into it; then the places between the marks
`<!--mine-->` and `<!--notices-->` of the layout are filled for the one who asks. So it can be kept like a visitor's.
"""

from collections.abc import Callable
from typing import Any

from flask import Response, current_app, g, make_response, render_template, request

from .page_cache import KEPT, PageCache, key_of
from .permissions import VISITOR, Actor

NOT_OURS = ("content-length", "etag", "cache-control")
"""What is said of a visitor's page alone."""


def shared(asks: Actor, view: Callable[[], Any]) -> Any:
    """The page that `view` makes for a visitor, with the menu and the notices of the one who asks."""
    cache: PageCache = current_app.extensions["page_cache"]
    visitors = key_of(request.environ)
    key, state = ("shared", *visitors), cache.state()
    kept = cache.find(visitors, state) or cache.find(key, state)
    if kept is not None:
        return personal(kept.plain(), kept.headers)
    response = as_visitor(asks, view)
    body = response.get_data()
    headers = list(response.headers.items())
    if response.status_code == 200 and g.get("access") in KEPT:
        cache.keep(key, state, headers, body)
    return personal(body, headers, response.status_code)


def as_visitor(asks: Actor, view: Callable[[], Any]) -> Response:
    g.actor, g.is_shared = VISITOR, True
    try:
        return make_response(view())
    finally:
        g.actor, g.is_shared = asks, False


def personal(body: bytes, headers: list[tuple[str, str]], status: int = 200) -> Response:
    if b"<!--mine-->" in body:
        body = fill(body, "mine", render_template("layout/mine.html"))
        body = fill(body, "notices", render_template("layout/notices.html"))
    answer = Response(body, status)
    answer.headers.clear()
    answer.headers.extend((name, value) for name, value in headers if name.lower() not in NOT_OURS)
    return answer


def fill(body: bytes, name: str, html: str) -> bytes:
    """What stands between the marks of this name, written anew; the marks stay."""
    begin, end = f"<!--{name}-->".encode(), f"<!--/{name}-->".encode()
    before, _, rest = body.partition(begin)
    return before + begin + html.encode() + end + rest.partition(end)[2]
