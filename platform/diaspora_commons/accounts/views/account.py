"""One's own account: name and language, password, address, and where one is signed in."""

from flask import Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel.access import prepared, signed_in
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.pages import page, say

from .. import actions, passwords, queries, sessions, throttles
from ..forms import AccountForm, ChangeAddressForm, ChangePasswordForm
from .blueprint import blueprint


@blueprint.get("/account")
@signed_in
def account() -> Response:
    """What the site calls you, and how it speaks to you."""
    return page("accounts/account.html", form=AccountForm(obj=g.actor))


@blueprint.post("/account")
@signed_in
def change() -> ResponseReturnValue:
    """Change name, language or time zone."""
    form = AccountForm(request.form)
    if not form.validate():
        return page("accounts/account.html", 422, form=form)
    actions.change(g.actor, name=form.name.data, language=form.language.data, zone=form.zone.data)
    say(_("Saved."))
    return redirect(url_for(".account"), 303)


@blueprint.get("/account/password")
@signed_in
def password() -> Response:
    """The form for a new password."""
    return page("accounts/password.html", form=ChangePasswordForm())


def is_own_password(given: str) -> bool:
    """Try one's own password, before the lock; not without end, for a device may have been left open."""
    known = sessions.known_before_the_lock()
    if known is None:
        return False
    throttles.count("own password", known.email, request.remote_addr)
    return passwords.fits(given, known.password_hash)


def own_password_form() -> ChangePasswordForm:
    known = sessions.known_before_the_lock()
    return ChangePasswordForm(request.form, email=known.email if known else "")


def hashed_change() -> str | None:
    """The hash of the new password, if the current one is right."""
    form = own_password_form()
    right = form.validate() and is_own_password(form.current.data)
    return passwords.hashed(form.password.data) if right else None


@blueprint.post("/account/password")
@prepared(password_hash=hashed_change)
@signed_in
def change_password() -> ResponseReturnValue:
    """Set it, and sign out everywhere else."""
    if g.prepared["password_hash"] is None:
        form = ChangePasswordForm(request.form, email=g.actor.email)
        if form.validate():
            form.current.errors = [not_yours()]
        return page("accounts/password.html", 422, form=form)
    actions.change_password(g.actor, g.prepared["password_hash"], sessions.hash_here())
    say(_("Your password is changed, and you are signed out everywhere else."))
    return redirect(url_for(".password"), 303)


@blueprint.get("/account/email")
@signed_in
def address() -> Response:
    """The form for another address."""
    return page("accounts/email.html", form=ChangeAddressForm())


def right_password() -> bool:
    return is_own_password(request.form.get("password", ""))


@blueprint.post("/account/email")
@prepared(is_right=right_password)
@signed_in
def change_address() -> ResponseReturnValue:
    """Send a letter to the new address; its link makes the change."""
    form = ChangeAddressForm(request.form)
    if not form.validate() or not g.prepared["is_right"]:
        if not form.errors:
            form.password.errors = [not_yours()]
        return page("accounts/email.html", 422, form=form)
    actions.ask_for_address(g.actor, form.email.data)
    say(_("We have written to the new address. Open the link in that letter; until then nothing changes."))
    return redirect(url_for(".address"), 303)


@blueprint.get("/account/sessions", endpoint="sessions")
@signed_in
def account_sessions() -> Response:
    """Where one is signed in."""
    return page("accounts/sessions.html", places=queries.sessions_of(g.actor), here=sessions.hash_here())


@blueprint.post("/account/sessions/<int:id>/ending")
@signed_in
def end_session(id: int) -> ResponseReturnValue:
    """Sign out at one place."""
    actions.end_session(g.actor, id)
    say(_("That device is signed out."))
    return redirect(url_for(".sessions"), 303)


@blueprint.post("/account/sessions/others/ending")
@signed_in
def end_other_sessions() -> ResponseReturnValue:
    """Sign out everywhere but here."""
    actions.end_other_sessions(g.actor, sessions.hash_here())
    say(_("You are signed out everywhere else."))
    return redirect(url_for(".sessions"), 303)


def not_yours() -> str:
    return _("This is not your current password.")
