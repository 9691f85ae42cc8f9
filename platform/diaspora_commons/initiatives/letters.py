"""Who is told what became of an initiative: both sides, each time, with the reason and the date of the next step."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from diaspora_commons.accounts.letters import write_to
from diaspora_commons.accounts.models import Person, Role
from diaspora_commons.kernel.database import db
from diaspora_commons.organisations.models import Membership
from diaspora_commons.organisations.rules import SPEAKERS

from .models import Initiative, State


def submitted(keys: list[str]) -> None:
    """The moderators have work; the author's side knows by when it is done."""
    for initiative in those_in(State.SUBMITTED, keys):
        tell(authors_of(initiative), "initiative_received", initiative, initiative.submitted_at)
        tell(judges_of(initiative), "initiative_waiting", initiative, initiative.submitted_at)


def changes_requested(keys: list[str]) -> None:
    for initiative in those_in(State.CHANGES_REQUESTED, keys):
        tell(authors_of(initiative), "initiative_changes", initiative, initiative.decided_at)


def hidden(keys: list[str]) -> None:
    for initiative in those_in(State.CHANGES_REQUESTED, keys):
        tell(authors_of(initiative), "initiative_hidden", initiative, initiative.decided_at)


def published(keys: list[str]) -> None:
    """Nobody needs a letter about what their own organisation has just done."""
    for initiative in those_in(State.PUBLISHED, keys):
        authors = authors_of(initiative)
        if initiative.decided_by_id not in {person.id for person in authors}:
            tell(authors, "initiative_published", initiative, initiative.decided_at)


def declined(keys: list[str]) -> None:
    for initiative in those_in(State.DECLINED, keys):
        tell(authors_of(initiative), "initiative_declined", initiative, initiative.decided_at)


def appealed(keys: list[str]) -> None:
    """Another moderator than the first has work; the author's side knows by when it is done."""
    for initiative in those_in(State.APPEALED, keys):
        tell(authors_of(initiative), "initiative_appeal_received", initiative, initiative.appealed_at)
        judges = [person for person in judges_of(initiative) if person.id != initiative.decided_by_id]
        tell(judges, "initiative_waiting", initiative, initiative.appealed_at)


def upheld(keys: list[str]) -> None:
    for initiative in those_in(State.DECLINED, keys):
        tell(authors_of(initiative), "initiative_upheld", initiative, initiative.decided_at)


def those_in(state: State, keys: list[str]) -> Iterator[Initiative]:
    """Those that are still where the letter says; one that has moved on has had, or will have, another letter."""
    yield from db.scalars(select(Initiative).where(Initiative.id.in_(map(int, keys)), Initiative.state == state))


def tell(people: Sequence[Person], kind: str, initiative: Initiative, moment: object) -> None:
    """One letter to each; the moment keeps a second submission apart from the first."""
    for person in people:
        write_to(person, kind, once=f"{kind}:{initiative.id}:{moment}:{person.id}", initiative=initiative)


def authors_of(initiative: Initiative) -> Sequence[Person]:
    """The owners and editors of the lead organisation."""
    speak = select(Membership.person_id).where(
        Membership.organisation_id == initiative.organisation_id, Membership.role.in_(SPEAKERS)
    )
    return db.scalars(select(Person).where(Person.id.in_(speak)).order_by(Person.id)).all()


def judges_of(initiative: Initiative) -> Sequence[Person]:
    """The moderators, without those who belong to the organisation; the administrators where there is none."""
    belong = select(Membership.person_id).where(Membership.organisation_id == initiative.organisation_id)
    free = select(Person).where(Person.id.not_in(belong)).order_by(Person.id)
    moderators = db.scalars(free.where(Person.role == Role.MODERATOR)).all()
    return moderators or db.scalars(free.where(Person.role == Role.ADMINISTRATOR)).all()
