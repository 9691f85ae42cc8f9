"""My desk: what waits for me, what waits for others, and the next step for somebody who is new."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from diaspora_commons.accounts.models import Person
from diaspora_commons.accounts.queries import unread_letters
from diaspora_commons.initiatives import queries as initiatives
from diaspora_commons.initiatives.models import Initiative, State
from diaspora_commons.kernel.database import db
from diaspora_commons.moderation import queries as moderation
from diaspora_commons.organisations import queries as organisations
from diaspora_commons.organisations.models import Claim, ClaimState, Invitation, Membership

MINE_TO_DO = (State.CHANGES_REQUESTED, State.DECLINED, State.DRAFT)
WITH_THE_TEAM = (State.SUBMITTED, State.APPEALED)


@dataclass(frozen=True)
class Desk:
    """What lies on somebody's desk."""

    to_do: list[Initiative]
    with_the_team: list[Initiative]
    published: int
    places: Sequence[Membership]
    invitations: Sequence[Invitation]
    claims: Sequence[Claim]
    cases: int
    """What waits for a decision by this moderator."""
    letters: int
    is_confirmed: bool

    @property
    def is_newcomer(self) -> bool:
        """Belongs to no organisation, and has not asked to."""
        return not (self.places or self.claims)


def desk_of(person: Person) -> Desk:
    groups = dict(initiatives.mine(person))
    return Desk(
        to_do=[i for state in MINE_TO_DO for i in groups.get(state, [])],
        with_the_team=[i for state in WITH_THE_TEAM for i in groups.get(state, [])],
        published=len(groups.get(State.PUBLISHED, [])),
        places=organisations.mine(person),
        invitations=invitations_to(person),
        claims=claims_of(person),
        cases=sum(case.is_decidable for case in moderation.cases(person)) if person.is_moderator else 0,
        letters=unread_letters(person),
        is_confirmed=person.confirmed_at is not None,
    )


def invitations_to(person: Person) -> Sequence[Invitation]:
    """Those that can still be accepted; the way in is in the letter."""
    mine = select(Invitation).where(func.lower(Invitation.email) == person.email, organisations.is_open())
    return db.scalars(mine.options(joinedload(Invitation.organisation)).order_by(Invitation.id)).all()


def claims_of(person: Person) -> Sequence[Claim]:
    waiting = select(Claim).where(Claim.person_id == person.id, Claim.state == ClaimState.SUBMITTED)
    return db.scalars(waiting.options(joinedload(Claim.organisation)).order_by(Claim.id)).all()
