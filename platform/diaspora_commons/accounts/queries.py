"""Looking up people, their sessions, their letters, and the links that were mailed to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.listing import PER_PAGE, Args, Listing, page_asked
from diaspora_commons.notifications.models import Letter

from .models import LinkKind, MailedLink, Person, SignIn


@dataclass(frozen=True)
class Recipient:
    """Where and in which language somebody is written to."""

    address: str
    language: str
    name: str


def recipient(person_id: int) -> Recipient | None:
    person = db.get(Person, person_id)
    return Recipient(person.email, person.language, person.name) if person else None


def plain_address(email: str) -> str:
    """How an address is kept and compared: its case does not matter."""
    return email.strip().casefold()


def person_at(email: str, session: Session | None = None) -> Person | None:
    """Who has this address."""
    return (session or db()).scalar(select(Person).where(Person.email == plain_address(email)))


def cast() -> Sequence[Person]:
    """Who of the demonstration can be tried."""
    return db.scalars(select(Person).where(Person.is_demo, Person.password_hash.is_not(None)).order_by(Person.id)).all()


def token_hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def live_link(kind: LinkKind, token: str, session: Session | None = None, *, to_use: bool = False) -> MailedLink | None:
    """The link that this token opens, if it still holds. One mailed to an address that its owner has left does not.

    To use it, its row is locked: of two who press the button at once, the second finds it used.
    """
    here = MailedLink.token_hash == token_hash(token)
    wanted = select(MailedLink).where(here, MailedLink.kind == kind, MailedLink.expires_at > now())
    link = (session or db()).scalar(wanted.with_for_update() if to_use else wanted)
    if link is None or kind is LinkKind.ADDRESS:
        return link
    person = person_at(link.email, session)
    holds = person is None if kind is LinkKind.CONFIRMATION else person is not None and person.id == link.person_id
    return link if holds else None


def sessions_of(person: Person) -> Sequence[SignIn]:
    """The places where somebody is signed in, the newest first."""
    live = select(SignIn).where(SignIn.person_id == person.id, SignIn.ends_at > now())
    return db.scalars(live.order_by(SignIn.started_at.desc(), SignIn.id.desc())).all()


def letters_of(person: Person, args: Args) -> Listing:
    """A page of somebody's letters, the newest first. Those that carry a link are not shown."""
    mine = select(Letter).where(Letter.person_id == person.id, Letter.is_secret.is_(False))
    total = db.scalar(select(func.count()).select_from(mine.subquery())) or 0
    number = page_asked(args, total)
    newest = mine.order_by(Letter.id.desc()).limit(PER_PAGE).offset((number - 1) * PER_PAGE)
    return Listing(db.scalars(newest).all(), total, number)


def unread_letters(person: Person) -> int:
    mine = select(func.count(Letter.id)).where(
        Letter.person_id == person.id, Letter.is_secret.is_(False), Letter.read_at.is_(None)
    )
    return db.scalar(mine) or 0


def letter(person: Person, id: int) -> Letter:
    """One of somebody's letters; nobody else's is there."""
    return db.scalars(
        select(Letter).where(Letter.id == id, Letter.person_id == person.id, Letter.is_secret.is_(False))
    ).one()
