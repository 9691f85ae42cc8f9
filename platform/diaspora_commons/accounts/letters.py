"""The letters about an account, and how other rooms write to a person."""

import secrets
from typing import Any

from sqlalchemy import delete, select

from diaspora_commons.kernel import demo
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.settings import settings
from diaspora_commons.notifications import letters
from diaspora_commons.notifications.models import Letter

from . import queries
from .models import LinkKind, MailedLink, Person


def write_to(person: Person, kind: str, *, once: str | None = None, **facts: Any) -> Letter | None:
    """Write `templates/letters/<kind>.txt` to a person, in their language. With `once`, never the same letter twice."""
    return letters.write(person.email, person.language, kind, person_id=person.id, once=once, name=person.name, **facts)


def links(keys: list[str]) -> None:
    """Follow-up: write the letters whose links were asked for. Only here does it matter whether an address is known."""
    waiting = select(MailedLink).where(MailedLink.id.in_(map(int, keys)), MailedLink.token_hash.is_(None))
    for link in db.scalars(waiting.order_by(MailedLink.id)):
        person = queries.person_at(link.email)
        if person is not None and link.kind in FOR_A_FREE_ADDRESS:
            write_to(person, "account_exists")
            db.delete(link)
        elif link.kind in FOR_A_FREE_ADDRESS or may_come_in(person):
            write_link(link, person)
        else:
            db.delete(link)


FOR_A_FREE_ADDRESS = (LinkKind.CONFIRMATION, LinkKind.ADDRESS)


def may_come_in(person: Person | None) -> bool:
    return person is not None and (not person.is_demo or demo.is_on())


KINDS = {
    LinkKind.CONFIRMATION: "confirm_address",
    LinkKind.PASSWORD: "reset_password",
    LinkKind.SIGN_IN: "sign_in_link",
    LinkKind.ADDRESS: "confirm_new_address",
}


def write_link(link: MailedLink, person: Person | None) -> None:
    token = secrets.token_urlsafe(32)
    link.token_hash = queries.token_hash(token)
    if person is not None:
        link.person_id = person.id
    letters.write(
        link.email, person.language if person else link.language, KINDS[link.kind], is_secret=True,
        person_id=person.id if person else None, name=person.name if person else "", token=token,
    )  # fmt: skip


def welcomed(keys: list[str]) -> None:
    """Follow-up: greet who has just confirmed the address."""
    for person in people(keys):
        write_to(person, "welcome", once=f"welcome:{person.id}")


def password_changed(keys: list[str]) -> None:
    """Follow-up: tell the owner, who will know if it was somebody else."""
    for person in people(keys):
        write_to(person, "password_changed")


def address_changed(keys: list[str]) -> None:
    """Follow-up: tell the old address. The used link remembers it until then."""
    for used in db.scalars(select(MailedLink).where(MailedLink.id.in_(map(int, keys)))):
        person = db.get(Person, used.person_id)
        if person is not None:
            letters.write(
                used.facts["old"], person.language, "address_changed", person_id=person.id, name=person.name,
                contact=settings().contact_address,
            )  # fmt: skip
        db.delete(used)


def people(keys: list[str]) -> list[Person]:
    return list(db.scalars(select(Person).where(Person.id.in_(map(int, keys))).order_by(Person.id)))


def forget_old_links() -> None:
    """Drop the links whose time is over; part of the hourly tidying."""
    db.execute(delete(MailedLink).where(MailedLink.expires_at <= now()))
