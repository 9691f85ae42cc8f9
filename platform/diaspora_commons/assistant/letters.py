"""Who is told that a question was handed over: the team, with the conversation that led to it."""

from sqlalchemy import select

from diaspora_commons.accounts.letters import write_to
from diaspora_commons.accounts.models import Person, Role
from diaspora_commons.kernel.database import db

from .models import Ticket

TEAM = (Role.MODERATOR, Role.EDITOR)


def handed_over(keys: list[str]) -> None:
    """One letter to each moderator and editor; to the administrators where there is none."""
    everybody = select(Person).order_by(Person.id)
    team = db.scalars(everybody.where(Person.role.in_(TEAM))).all()
    team = team or db.scalars(everybody.where(Person.role == Role.ADMINISTRATOR)).all()
    for ticket in db.scalars(select(Ticket).where(Ticket.id.in_(map(int, keys)))):
        for person in team:
            write_to(person, "ticket", once=f"ticket:{ticket.id}:{person.id}", ticket=ticket)
