"""How a route says who may come in. Every route says it; a test looks for one that does not."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from .errors import NotHere, Refused
from .idempotency import answer_given_before
from .languages import _
from .permissions import VISITOR, Actor
from .shared_pages import shared

P = ParamSpec("P")
View = Callable[P, Any]

who_asks: list[Callable[[], Actor]] = []
"""How to tell who asks; the room accounts puts it here."""


is_known: list[Callable[[], bool]] = []
"""Whether anybody is signed in, told without taking a lock; the room accounts puts it here."""


def actor() -> Actor:
    """Who asks, looked up once a request, at the entrance: what comes before it holds no lock."""
    if "actor" not in g:
        g.actor = who_asks[0]() if who_asks else VISITOR
    return g.actor  # type: ignore[no-any-return]


def prepared(**steps: Callable[[], Any]) -> Callable[[View[P]], View[P]]:
    """Do slow things (hash a password, decode an image) before the entrance takes the write lock.

    Each step's result is `g.prepared[name]`. Stands above the mark of access. Nothing is done for visitors who will be
    turned away.
    """

    def prepare(view: View[P]) -> View[P]:
        @wraps(view)
        def ready(*args: P.args, **kwargs: P.kwargs) -> Any:
            if (access_of(view) or "").startswith("public") or any(ask() for ask in is_known):
                g.prepared = {name: step() for name, step in steps.items()}
            return view(*args, **kwargs)

        return ready

    return prepare


def public(view: View[P]) -> View[P]:
    """Anybody, and the same for everybody: kept whole until something public changes, whoever asks."""
    return entrance(view, "public")


def public_personal(view: View[P]) -> View[P]:
    """Anybody; a visitor's page is kept, but people who are signed in may see more of it: its state, its buttons."""
    return entrance(view, "public, personal")


def public_unless(sees_more: Callable[..., bool]) -> Callable[[View[P]], View[P]]:
    """Like `public_personal`, but who has no part in the thing is given the visitors' page, with a menu of their own.

    `sees_more` is asked with the actor and what the address names; it answers in doubt with yes.
    """
    return lambda view: entrance(view, "public, personal", sees_more)


def public_uncached(view: View[P]) -> View[P]:
    """Anybody, made anew each time: forms, and what depends on more than the address."""
    return entrance(view, "public, not kept")


def signed_in(view: View[P]) -> View[P]:
    """People with an account; a visitor is asked to sign in and comes back here."""
    return entrance(view, "signed in")


def staff(role: str) -> Callable[[View[P]], View[P]]:
    """Platform `editor`, `moderator` or `administrator`. For everybody else there is nothing here."""
    return lambda view: entrance(view, f"staff: {role}")


def entrance(view: View[P], access: str, sees_more: Callable[..., bool] | None = None) -> View[P]:
    def is_as_for_visitors(*args: P.args, **kwargs: P.kwargs) -> bool:
        return access == "public" or (sees_more is not None and not sees_more(g.actor, *args, **kwargs))

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
        turned_away = turn_away(access)
        if turned_away is not None:
            return turned_away
        g.access = access
        if request.method == "GET" and g.actor.is_authenticated and is_as_for_visitors(*args, **kwargs):
            return shared(g.actor, lambda: view(*args, **kwargs))
        return answer_given_before() or view(*args, **kwargs)

    guarded.access = access  # type: ignore[attr-defined]
    return guarded


def turn_away(access: str) -> BaseResponse | None:
    asks = actor()
    if access.startswith("public") or asks.is_authenticated:
        if access.startswith("staff") and not getattr(asks, f"is_{access.partition(': ')[2]}"):
            raise NotHere
        return None
    if request.method == "GET":
        back = request.full_path if request.query_string else request.path
        return redirect(url_for("accounts.sign_in", next=back))
    raise Refused(_("Please sign in first, then send this again. Nothing was changed."))


def access_of(view: Any) -> str | None:
    return getattr(view, "access", None)
