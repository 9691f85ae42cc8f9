"""What is kept about a person: to read, to take away, to erase; and the letters they got."""

import json

from flask import Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel.access import prepared, signed_in
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.pages import page, say

from .. import actions, erasure, export, queries, sessions
from ..forms import PasswordForm
from .account import not_yours, right_password
from .blueprint import blueprint, sealed


@blueprint.get("/account/data")
@signed_in
def my_data() -> Response:
    """What is kept, and how to take it away or have it erased."""
    return page("accounts/data.html", form=PasswordForm(), first=erasure.reasons_to_wait(g.actor))


@blueprint.get("/account/data.json")
@signed_in
def my_data_file() -> Response:
    """Everything, as one file."""
    response = Response(
        json.dumps(export.everything(g.actor), ensure_ascii=False, indent=2), mimetype="application/json"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="diaspora-commons.json"'
    return sealed(response)


@blueprint.post("/account/erasure")
@prepared(is_right=right_password)
@signed_in
def erase() -> ResponseReturnValue:
    """Erase the account, for good."""
    first = erasure.reasons_to_wait(g.actor)
    form = PasswordForm(request.form)
    if first or not form.validate() or not g.prepared["is_right"]:
        if not first and not form.errors:
            form.password.errors = [not_yours()]
        return page("accounts/data.html", 409 if first else 422, form=form, first=first)
    actions.erase(g.actor)
    sessions.end()
    return redirect(url_for("home.front"), 303)


@blueprint.get("/account/letters")
@signed_in
def letters() -> Response:
    """The letters one got."""
    listing = queries.letters_of(g.actor, request.args)
    return page("accounts/letters.html", listing=listing, unread=queries.unread_letters(g.actor))


@blueprint.get("/account/letters/<int:id>")
@signed_in
def letter(id: int) -> Response:
    """One letter."""
    return page("accounts/letter.html", letter=queries.letter(g.actor, id))


@blueprint.post("/account/letters/reading")
@signed_in
def read_letters() -> ResponseReturnValue:
    """Mark them all as read."""
    actions.read_letters(g.actor)
    say(_("All letters are marked as read."))
    return redirect(url_for(".letters"), 303)
