"""What people looked for in vain, told by them or counted; and for editors why something is found."""

from datetime import timedelta

from flask import Blueprint, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel import languages, throttle
from diaspora_commons.kernel.access import prepared, public_uncached, staff
from diaspora_commons.kernel.pages import page, say

from . import actions, engine, queries
from .asking import asked
from .forms import WishForm
from .models import Miss, Wish

desk = Blueprint("desk", __name__, url_prefix="/search")


def count_wish() -> None:
    throttle.hit("search wish", throttle.network_of(request.remote_addr), 20, timedelta(hours=1))


@desk.get("/wish")
@public_uncached
def wish() -> Response:
    """A form for what somebody did not find."""
    return page("search/wish.html", form=WishForm(data={"asked": request.args.get("q", "")[:200]}))


@desk.post("/wish")
@prepared(count=count_wish)
@public_uncached
def send_wish() -> ResponseReturnValue:
    form = WishForm(request.form)
    if not form.validate():
        return page("search/wish.html", 422, form=form)
    if not form.homepage.data:
        actions.wish(g.actor, form.asked.data or "", form.said.data, languages.current())
    return redirect(url_for(".thanks"), 303)


@desk.get("/wish/thanks")
@public_uncached
def thanks() -> Response:
    return page("search/thanks.html")


@desk.get("/misses")
@staff("editor")
def misses() -> Response:
    """What was looked for in vain."""
    return page("search/misses.html", misses=queries.misses(), wishes=queries.wishes())


@desk.post("/misses/<int:id>/removal")
@staff("editor")
def put_miss_aside(id: int) -> ResponseReturnValue:
    return put_aside(queries.miss(id))


@desk.post("/wishes/<int:id>/removal")
@staff("editor")
def put_wish_aside(id: int) -> ResponseReturnValue:
    return put_aside(queries.wish(id))


def put_aside(thing: Miss | Wish) -> ResponseReturnValue:
    actions.put_aside(g.actor, thing)
    say(languages._("It is off the list."))
    return redirect(url_for(".misses"), 303)


@desk.get("/why")
@staff("editor")
def why() -> Response:
    """The first hits of a search, and what speaks for them."""
    query = asked(request.args)
    return page("search/why.html", query=query, explained=engine.explain(query, languages.current()))
