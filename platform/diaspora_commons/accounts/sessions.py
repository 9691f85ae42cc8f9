"""Signing in and out: the one module that knows Flask-Login.

A session is a row; the cookie carries a random key to it. Ending a session, or all others, is deleting rows.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

import flask_login
from flask import Flask, session
from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from diaspora_commons.kernel import access
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db, reading
from diaspora_commons.kernel.guard import csrf_token
from diaspora_commons.kernel.permissions import VISITOR, Actor

from .models import Person, SignIn
from .queries import token_hash

SHORT, LONG = timedelta(hours=12), timedelta(days=30)


def person_of(key: str) -> Person | None:
    """Flask-Login's user loader: whose session this key opens."""
    found = db.scalar(
        select(SignIn)
        .where(SignIn.key_hash == token_hash(key), SignIn.ends_at > now())
        .options(joinedload(SignIn.person))
    )
    if found is None:
        return None
    found.person.session_key = key
    return found.person


def begin(person: Person, device: str, keep: bool) -> None:
    """Sign the person in here: a new session row, a new cookie, nothing left of an older one."""
    db.execute(delete(SignIn).where(SignIn.key_hash == hash_here()))
    person.session_key = open_for(person, device, keep)
    session.clear()
    session.permanent = keep
    flask_login.login_user(person)
    csrf_token()


def open_for(person: Person, device: str = "", keep: bool = False) -> str:
    """Make the row; answer the key that opens it."""
    key = secrets.token_urlsafe(32)
    ends = now() + (LONG if keep else SHORT)
    db.add(SignIn(key_hash=token_hash(key), person_id=person.id, device=device, ends_at=ends))
    db.flush()
    return key


def end() -> None:
    """Leave nothing of the session in this browser; its row is deleted by the verb."""
    flask_login.logout_user()
    session.clear()


def hash_here() -> str:
    """The name, in the table, of the session that this request came with."""
    return token_hash(str(session.get("_user_id", "")))


@dataclass(frozen=True)
class Known:
    """Of the person who asks, what is needed before the write lock is taken."""

    email: str
    password_hash: str | None


def known_before_the_lock() -> Known | None:
    """Who asks, read in a session of its own: for hashing, which is slow and holds no lock."""
    with reading() as aside:
        mine = select(Person.email, Person.password_hash).join(SignIn, SignIn.person_id == Person.id)
        found = aside.execute(mine.where(SignIn.key_hash == hash_here(), SignIn.ends_at > now())).first()
        return Known(*found) if found else None


def who() -> Actor:
    """Who asks, for the entrance of every route. A visitor, without a cookie, costs no look at the database."""
    if "_user_id" not in session:
        return VISITOR
    user = flask_login.current_user
    if not user.is_authenticated:
        return VISITOR
    person: Person = user._get_current_object()
    return person


def init_app(app: Flask) -> None:
    manager = flask_login.LoginManager(app)
    manager.session_protection = None  # the key is bound to a row that can be ended; addresses change on a phone
    manager.user_loader(person_of)
    access.who_asks[:] = [who]
    access.is_known[:] = [lambda: "_user_id" in session and known_before_the_lock() is not None]


def forget_old() -> None:
    """Drop the sessions whose time is over; part of the hourly tidying."""
    db.execute(delete(SignIn).where(SignIn.ends_at <= now()))
