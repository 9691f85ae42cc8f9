"""The mailbox of a demonstration. Elsewhere there is no such page: letters are for those they were written to."""

from flask import Blueprint, Response

from diaspora_commons.kernel import demo
from diaspora_commons.kernel.access import public_uncached
from diaspora_commons.kernel.errors import NotHere
from diaspora_commons.kernel.pages import page

from . import mailbox as box

blueprint = Blueprint("notifications", __name__, url_prefix="/demo/letters")


@blueprint.get("")
@public_uncached
def mailbox() -> Response:
    """Every letter, the newest first."""
    only_in_a_demonstration()
    return sealed(page("notifications/mailbox.html", letters=box.newest()))


@blueprint.get("/<int:number>")
@public_uncached
def letter(number: int) -> Response:
    """One letter."""
    only_in_a_demonstration()
    found = box.one(number)
    if found is None:
        raise NotHere
    return sealed(page("notifications/mail.html", letter=found))


def only_in_a_demonstration() -> None:
    if not demo.is_on():
        raise NotHere


def sealed(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
