"""My desk: what waits for me, what waits for others, and the next step for somebody who is new."""

from collections.abc import Sequence
from dataclasses import dataclass

from diaspora_commons.accounts.models import Person
from diaspora_commons.accounts.queries import unread_letters
from diaspora_commons.courses import learning
from diaspora_commons.initiatives import queries as initiatives
from diaspora_commons.initiatives.models import Initiative, State
from diaspora_commons.moderation import queries as moderation
from diaspora_commons.organisations import queries as organisations
from diaspora_commons.organisations.models import Claim, ClaimState, Invitation, Membership
from diaspora_commons.organisations.rules import SPEAKERS
from diaspora_commons.partnerships import queries as partnerships

MINE_TO_DO = (State.CHANGES_REQUESTED, State.DECLINED, State.DRAFT)
WITH_THE_TEAM = (State.SUBMITTED, State.APPEALED)


@dataclass(frozen=True)
class Desk:
    """What lies on somebody's desk."""

    to_do: list[Initiative]
    with_the_team: list[Initiative]
    partnerships: partnerships.Waiting
    published: int
    courses: list[learning.Place]
    """Those that run, with the next step, and those waited for."""
    places: Sequence[Membership]
    invitations: Sequence[Invitation]
    claims: Sequence[Claim]
    cases: int
    """What waits for a decision by this moderator."""
    letters: int
    is_confirmed: bool

    @property
    def speaks(self) -> bool:
        """Acts in the name of an organisation; who only reads along does not."""
        return any(place.role in SPEAKERS for place in self.places)

    @property
    def is_newcomer(self) -> bool:
        """Belongs to no organisation, and has not asked to."""
        return not (self.places or self.claims)


def desk_of(person: Person) -> Desk:
    groups = dict(initiatives.mine(person))
    return Desk(
        to_do=[i for state in MINE_TO_DO for i in groups.get(state, [])],
        with_the_team=[i for state in WITH_THE_TEAM for i in groups.get(state, [])],
        partnerships=partnerships.waiting(person),
        published=len(groups.get(State.PUBLISHED, [])),
        courses=learning.current(person),
        places=organisations.mine(person),
        invitations=organisations.invitations_to(person),
        claims=[claim for claim in organisations.claims_of(person) if claim.state == ClaimState.SUBMITTED],
        cases=moderation.waiting_count(person),
        letters=unread_letters(person),
        is_confirmed=person.confirmed_at is not None,
    )
