"""The links in letters: to confirm an address, to sign in once, to set a new password, to take a new address.

Opening one only shows a page with a button, because mail programs open links by themselves; the button does it.
"""

from flask import Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel import demo
from diaspora_commons.kernel.access import prepared, public_uncached
from diaspora_commons.kernel.database import reading
from diaspora_commons.kernel.languages import _, current
from diaspora_commons.kernel.pages import page

from .. import actions, passwords, queries, throttles
from ..forms import AddressForm, NewPasswordForm, PasswordForm
from ..models import LinkKind
from ..returning import safe_path
from .blueprint import blueprint, sealed
from .entrance import enter


@blueprint.get("/password-reset")
@public_uncached
def password_reset() -> Response:
    """Ask for a letter with which to set a new password."""
    return page("accounts/ask_for_letter.html", form=AddressForm(), kind="password")


@blueprint.get("/sign-in/link")
@public_uncached
def sign_in_link() -> Response:
    """Ask for a letter with which to sign in once."""
    return page("accounts/ask_for_letter.html", form=AddressForm(), kind="sign in")


def counted_letter() -> None:
    form = AddressForm(request.form)
    if form.validate():
        throttles.count("letter", form.email.data, request.remote_addr)


@blueprint.post("/password-reset")
@prepared(counted=counted_letter)
@public_uncached
def ask_for_password_reset() -> ResponseReturnValue:
    """The same answer for every address."""
    return ask_for(LinkKind.PASSWORD)


@blueprint.post("/sign-in/link")
@prepared(counted=counted_letter)
@public_uncached
def ask_for_sign_in_link() -> ResponseReturnValue:
    """The same answer for every address."""
    return ask_for(LinkKind.SIGN_IN)


def ask_for(kind: LinkKind) -> ResponseReturnValue:
    form = AddressForm(request.form)
    if not form.validate():
        return page("accounts/ask_for_letter.html", 422, form=form, kind=kind.value)
    actions.ask_for_link(g.actor, kind, form.email.data, current())
    return redirect(url_for(".recovery_letter"), 303)


@blueprint.get("/sign-in/letter")
@public_uncached
def recovery_letter() -> Response:
    """What to do now: look into the mailbox."""
    return page("accounts/letter_sent.html", is_certain=False, is_demo=demo.is_on())


@blueprint.get("/confirmation/<token>")
@public_uncached
def confirmation(token: str) -> Response:
    """The button, and the password chosen: so that nobody confirms what somebody else began with their address."""
    return link_page(LinkKind.CONFIRMATION, token, "accounts/confirm.html", form=PasswordForm())


def confirmed_password() -> str | None:
    """The hash that the password given fits, of the registration that the link belongs to."""
    token = (request.view_args or {})["token"]
    throttles.count("link", token, request.remote_addr)
    with reading() as aside:
        link = queries.live_link(LinkKind.CONFIRMATION, token, aside)
        kept: str | None = link.facts["password_hash"] if link else None
    given = request.form.get("password", "")
    return kept if passwords.fits(given, kept) else None


@blueprint.post("/confirmation/<token>")
@prepared(password_hash=confirmed_password)
@public_uncached
def confirm(token: str) -> ResponseReturnValue:
    """Begin the account, and come in."""
    form = PasswordForm(request.form)
    password_hash = g.prepared["password_hash"]
    link = queries.live_link(LinkKind.CONFIRMATION, token)
    if link is not None and (not form.validate() or password_hash is None):
        if not form.errors:
            form.password.errors = [_("This is not the password that you chose when you registered.")]
        return link_page(LinkKind.CONFIRMATION, token, "accounts/confirm.html", 422, form=form)
    there = safe_path(link.facts.get("next")) if link is not None else None
    person = actions.confirm(g.actor, token, password_hash or "")
    actions.sign_in(person)
    enter(person, greeting=_("Your address is confirmed. Welcome, %(name)s.", name=person.name))
    return redirect(there or url_for("home.desk"), 303)


@blueprint.get("/sign-in/link/<token>")
@public_uncached
def sign_in_once(token: str) -> Response:
    """The button that signs in."""
    return link_page(LinkKind.SIGN_IN, token, "accounts/sign_in_once.html")


@blueprint.post("/sign-in/link/<token>")
@public_uncached
def begin_session_once(token: str) -> ResponseReturnValue:
    """Come in by letter."""
    person = actions.sign_in_by_letter(token)
    enter(person)
    return redirect(url_for("home.desk"), 303)


@blueprint.get("/password-reset/<token>")
@public_uncached
def new_password(token: str) -> Response:
    """Choose a new password."""
    return link_page(LinkKind.PASSWORD, token, "accounts/new_password.html", form=NewPasswordForm())


def new_password_form(token: str) -> NewPasswordForm:
    with reading() as aside:
        link = queries.live_link(LinkKind.PASSWORD, token, aside)
        return NewPasswordForm(request.form, email=link.email if link else "")


def hashed_new_password() -> str | None:
    token = (request.view_args or {})["token"]
    throttles.count("link", token, request.remote_addr)
    form = new_password_form(token)
    return passwords.hashed(form.password.data) if form.validate() else None


@blueprint.post("/password-reset/<token>")
@prepared(password_hash=hashed_new_password)
@public_uncached
def reset_password(token: str) -> ResponseReturnValue:
    """Set it, end every session, and come in."""
    password_hash = g.prepared["password_hash"]
    if password_hash is None:
        form = new_password_form(token)
        form.validate()
        return link_page(LinkKind.PASSWORD, token, "accounts/new_password.html", 422, form=form)
    person = actions.reset_password(token, password_hash)
    actions.sign_in(person)
    enter(person, greeting=_("Your password is changed, and you are signed out everywhere else."))
    return redirect(url_for("home.desk"), 303)


@blueprint.get("/account/email/<token>")
@public_uncached
def new_address(token: str) -> Response:
    """The button that takes the new address."""
    return link_page(LinkKind.ADDRESS, token, "accounts/new_address.html")


@blueprint.post("/account/email/<token>")
@public_uncached
def take_address(token: str) -> ResponseReturnValue:
    """From now on, letters go to the new address."""
    actions.change_address(g.actor, token)
    return redirect(url_for(".address_taken"), 303)


@blueprint.get("/account/email/changed")
@public_uncached
def address_taken() -> Response:
    """It is done."""
    return page("accounts/address_taken.html")


def link_page(kind: LinkKind, token: str, template: str, status: int = 200, form: object = None) -> Response:
    """The page of a link that still holds, or one that says what to do now."""
    link = queries.live_link(kind, token)
    if link is None:
        return sealed(page("accounts/dead_link.html", 404, kind=kind.value))
    return sealed(page(template, status, token=token, email=link.email, form=form))
