"""Registering, signing in and out. No answer here tells whether an address is known."""

from dataclasses import dataclass

from flask import Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel import demo
from diaspora_commons.kernel.access import prepared, public_uncached
from diaspora_commons.kernel.database import db, reading
from diaspora_commons.kernel.errors import TooMany
from diaspora_commons.kernel.languages import _, current
from diaspora_commons.kernel.pages import page, say

from .. import actions, passwords, queries, sessions, throttles
from ..demo_hint import PASSWORD, WHAT
from ..devices import device_of
from ..forms import RegisterForm, SignInForm
from ..models import Person
from ..returning import safe_path
from .blueprint import blueprint


@blueprint.get("/register")
@public_uncached
def register() -> ResponseReturnValue:
    """The form for a new account; who has one goes on at the desk, which says what to do next."""
    if g.actor.is_authenticated:
        return redirect(url_for("home.desk"))
    return page("accounts/register.html", form=RegisterForm(next=safe_path(request.args.get("next")) or ""))


def hashed_registration() -> str | None:
    form = RegisterForm(request.form)
    if not form.validate():
        return None
    throttles.count("register", form.email.data, request.remote_addr)
    return passwords.hashed(form.password.data)


@blueprint.post("/register")
@prepared(password_hash=hashed_registration)
@public_uncached
def ask_to_register() -> ResponseReturnValue:
    """Send the letter that leads on. The answer is the same when the address is known."""
    form = RegisterForm(request.form)
    password_hash = g.prepared["password_hash"]
    if not form.validate() or password_hash is None:
        return page("accounts/register.html", 422, form=form)
    there = safe_path(form.next.data) or ""
    actions.register(
        g.actor,
        name=form.name.data,
        email=form.email.data,
        password_hash=password_hash,
        language=current(),
        there=there,
    )
    return redirect(url_for(".registration_letter"), 303)


@blueprint.get("/register/letter")
@public_uncached
def registration_letter() -> Response:
    """What to do now: look into the mailbox."""
    return page("accounts/letter_sent.html", is_certain=True, is_demo=demo.is_on())


@blueprint.get("/sign-in")
@public_uncached
def sign_in() -> ResponseReturnValue:
    """The form for coming in."""
    there = safe_path(request.args.get("next"))
    if g.actor.is_authenticated:
        return redirect(there or url_for("home.desk"))
    one_of_the_cast = request.args.get("as", "")[:200] if demo.is_on() else ""
    return sign_in_page(SignInForm(next=there or "", email=one_of_the_cast))


@dataclass(frozen=True)
class Try:
    """What became of a password that was tried."""

    person_id: int | None = None
    kept: str | None = None
    new_hash: str | None = None
    wait: TooMany | None = None


def tried() -> Try:
    """Try the password, before the lock. For an unknown address it takes as long and fails alike."""
    form = SignInForm(request.form)
    if not form.validate():
        return Try()
    try:
        throttles.count("sign in", form.email.data, request.remote_addr)
    except TooMany as error:
        return Try(wait=error)
    with reading() as aside:
        person = queries.person_at(form.email.data, aside)
        may_try = person is not None and (not person.is_demo or demo.is_on_before_the_lock())
        id, kept = (person.id, person.password_hash) if person is not None and may_try else (None, None)
    password = form.password.data
    if not passwords.fits(password, kept) or kept is None:
        return Try()
    throttles.forgive("sign in", form.email.data)
    return Try(id, kept, passwords.hashed(password) if passwords.is_outdated(kept) else None)


@blueprint.post("/sign-in")
@prepared(attempt=tried)
@public_uncached
def begin_session() -> ResponseReturnValue:
    """Come in, and go on to where one wanted to be."""
    form = SignInForm(request.form)
    attempt: Try = g.prepared["attempt"]
    if attempt.wait is not None:
        response = sign_in_page(form, 429, wait=attempt.wait.message)
        response.headers["Retry-After"] = str(attempt.wait.seconds)
        return response
    person = db.get(Person, attempt.person_id) if attempt.person_id is not None else None
    if person is None or person.confirmed_at is None or person.password_hash != attempt.kept:
        return sign_in_page(form, 422, failed=form.validate())
    actions.sign_in(person, attempt.new_hash)
    enter(person, keep=form.keep.data)
    return redirect(safe_path(form.next.data) or url_for("home.desk"), 303)


@blueprint.post("/sign-out")
@public_uncached
def sign_out() -> ResponseReturnValue:
    """Go out. A second time does no harm."""
    if g.actor.is_authenticated:
        actions.sign_out(g.actor, sessions.hash_here())
    sessions.end()
    return redirect(url_for("home.front"), 303)


def enter(person: Person, keep: bool = False, greeting: str | None = None) -> None:
    """Open the session in this browser, whichever way the person proved who they are."""
    sessions.begin(person, device_of(request.user_agent.string), keep)
    say(greeting or _("You are signed in. Welcome, %(name)s.", name=person.name))


def sign_in_page(form: SignInForm, status: int = 200, failed: bool = False, wait: object = None) -> Response:
    if failed:
        form.form_errors.append(
            _(
                "This address and this password do not match."
                " If you have just registered, open the link in our letter first."
            )
        )
    cast = queries.cast() if demo.is_on() else []
    return page("accounts/sign_in.html", status, form=form, wait=wait, cast=cast, what=WHAT, demo_password=PASSWORD)
