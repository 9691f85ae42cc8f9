"""The verbs of an account: begin one, come in and go out, change it, end it.

Passwords arrive here as hashes: hashing is slow on purpose, and here the database may be locked.
"""

from typing import Any

from sqlalchemy import delete, or_, select, update

from diaspora_commons.kernel import generations, ledger, outbox
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import Invalid, NotHere, WrongState
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.permissions import Actor, permit, verb
from diaspora_commons.notifications.models import Letter

from . import erasure, queries
from . import rules as rules  # what `permit` below asks for
from .models import LINK_HOLDS, LinkKind, MailedLink, Person, Role, SignIn


@verb
def register(actor: Actor, *, name: str, email: str, password_hash: str, language: str, there: str = "") -> None:
    """Ask for an account. Nobody exists until the link in the letter was used, with the password; it leads `there`."""
    permit(actor, "account.register")
    facts = {"name": name, "password_hash": password_hash, "next": there}
    _mail_link(LinkKind.CONFIRMATION, email, language, facts=facts)


@verb
def confirm(actor: Actor, token: str, password_hash: str) -> Person:
    """Begin the account: who holds the link and knows the password of this very registration has the address."""
    link = _link(LinkKind.CONFIRMATION, token)
    permit(actor, "account.confirm", link)
    if link.facts["password_hash"] != password_hash:
        raise NotHere(_dead())
    person = Person(
        name=link.facts["name"],
        email=link.email,
        language=link.language,
        password_hash=password_hash,
        confirmed_at=now(),
    )
    db.add(person)
    db.execute(delete(MailedLink).where(MailedLink.email == link.email))
    db.flush()
    ledger.note(person=person.public_id)
    outbox.post("account confirmed", person.id)
    return person


@verb
def sign_in(person: Person, new_hash: str | None = None) -> None:
    """Come in. A hash made with older, weaker settings is replaced on the way."""
    permit(person, "account.sign_in", person)
    if new_hash is not None:
        person.password_hash = new_hash


@verb
def sign_in_by_letter(token: str) -> Person:
    """Come in by the link in a letter, once."""
    link = _link(LinkKind.SIGN_IN, token)
    person = db.get_one(Person, link.person_id)
    permit(person, "account.sign_in", person)
    ledger.note(by="letter")
    db.delete(link)
    return person


@verb
def sign_out(actor: Person, key_hash: str) -> None:
    """Go out, here."""
    permit(actor, "account.sign_out", actor)
    db.execute(delete(SignIn).where(SignIn.key_hash == key_hash))


@verb
def ask_for_link(actor: Actor, kind: LinkKind, email: str, language: str) -> None:
    """Ask for a letter with a link: to sign in once, or to set a new password. It is the same for every address."""
    permit(actor, "account.ask")
    _mail_link(kind, email, language)


@verb
def reset_password(token: str, password_hash: str) -> Person:
    """Set a new password by the link in a letter. Every session and every other link of the person ends."""
    link = _link(LinkKind.PASSWORD, token)
    person = db.get_one(Person, link.person_id)
    permit(person, "account.reset_password", person)
    _set_password(person, password_hash)
    db.execute(delete(SignIn).where(SignIn.person_id == person.id))
    return person


@verb
def change_password(person: Person, password_hash: str, key_hash: str) -> None:
    """Set a new password. Sessions elsewhere and links in letters end."""
    permit(person, "account.change_password", person)
    _set_password(person, password_hash)
    _end_but(person, key_hash)


@verb
def change(person: Person, *, name: str, language: str, zone: str) -> None:
    """Change what the site calls somebody, and in which language and time it speaks to them."""
    permit(person, "account.change", person)
    person.name, person.language, person.zone = name, language, zone
    generations.bump("public")


@verb
def ask_for_address(person: Person, email: str) -> None:
    """Ask to be written to at another address; it counts when the link in the letter sent there was used."""
    permit(person, "account.change_address", person)
    db.execute(delete(MailedLink).where(MailedLink.person_id == person.id, MailedLink.kind == LinkKind.ADDRESS))
    _mail_link(LinkKind.ADDRESS, email, person.language, person_id=person.id)


@verb
def change_address(actor: Actor, token: str) -> Person:
    """Take the new address: who holds the link reads its letters. The old address is told."""
    link = _link(LinkKind.ADDRESS, token)
    permit(actor, "account.confirm", link)
    person = db.get_one(Person, link.person_id)
    if queries.person_at(link.email) is not None:
        raise NotHere(_dead())
    db.execute(
        delete(MailedLink).where(
            MailedLink.id != link.id, or_(MailedLink.person_id == person.id, MailedLink.email == link.email)
        )
    )
    link.token_hash, link.facts = f"used:{link.id}", {"old": person.email}
    person.email, person.confirmed_at = link.email, now()
    db.flush()
    ledger.note(person=person.public_id)
    outbox.post("account address changed", link.id)
    return person


@verb
def end_session(person: Person, id: int) -> None:
    """Sign out at one place."""
    permit(person, "account.end_session", person)
    place = db.scalars(select(SignIn).where(SignIn.id == id, SignIn.person_id == person.id)).one()
    db.delete(place)


@verb
def end_other_sessions(person: Person, key_hash: str) -> None:
    """Sign out everywhere but here."""
    permit(person, "account.end_other_sessions", person)
    _end_but(person, key_hash)


@verb
def read_letters(person: Person) -> None:
    """Mark every letter as read."""
    permit(person, "account.read_letters", person)
    unread = update(Letter).where(Letter.person_id == person.id, Letter.read_at.is_(None))
    db.execute(unread.values(read_at=now()))


@verb
def erase(person: Person) -> None:
    """Erase the account and everything that belongs to nobody else. The ledger keeps a number that means nothing."""
    permit(person, "account.erase", person)
    first = erasure.reasons_to_wait(person)
    if first:
        raise WrongState(" ".join(first))
    mine = or_(Letter.person_id == person.id, Letter.address == person.email)
    outbox.post("letter erased", *db.scalars(select(Letter.id).where(mine)))
    db.execute(delete(Letter).where(mine))
    db.execute(delete(MailedLink).where(or_(MailedLink.email == person.email, MailedLink.person_id == person.id)))
    for forget in erasure.forgets:
        forget(person)
    ledger.note(person=person.public_id)
    db.delete(person)
    db.flush()
    outbox.post("trim", "database")
    generations.bump("public")


@verb
def create(actor: Actor, *, name: str, email: str, password_hash: str | None, role: Role, language: str) -> Person:
    """Make an account at once, its address taken on trust."""
    permit(actor, "account.create")
    if queries.person_at(email) is not None:
        raise Invalid(_("There is an account with this address already."), "email")
    person = Person(
        name=name, email=queries.plain_address(email), role=role, language=language, password_hash=password_hash,
        confirmed_at=now(),
    )  # fmt: skip
    db.add(person)
    db.flush()
    ledger.note(person=person.public_id)
    return person


def _dead() -> str:
    return _("This link no longer works: it was used already, it is too old, or a newer one was sent. Ask for another.")


def _link(kind: LinkKind, token: str) -> MailedLink:
    link = queries.live_link(kind, token, to_use=True)
    if link is None:
        raise NotHere(_dead())
    return link


def _mail_link(
    kind: LinkKind, email: str, language: str, *, person_id: int | None = None, facts: dict[str, Any] | None = None
) -> None:
    link = MailedLink(
        kind=kind, email=queries.plain_address(email), language=language, person_id=person_id, facts=facts or {},
        expires_at=now() + LINK_HOLDS[kind],
    )  # fmt: skip
    db.add(link)
    db.flush()
    outbox.post("account link", link.id)


def _set_password(person: Person, password_hash: str) -> None:
    person.password_hash = password_hash
    db.execute(delete(MailedLink).where(MailedLink.person_id == person.id))
    outbox.post("account password changed", person.id)


def _end_but(person: Person, key_hash: str) -> None:
    db.execute(delete(SignIn).where(SignIn.person_id == person.id, SignIn.key_hash != key_hash))
