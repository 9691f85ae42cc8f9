"""Every state, every verb, every role: the table of states against what people may expect of it."""

import pytest

from diaspora_commons.accounts.models import Role
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import Refused, WrongState
from diaspora_commons.kernel.permissions import SYSTEM, VISITOR, rules
from diaspora_commons.organisations.models import MemberRole
from diaspora_commons.partnerships import actions
from diaspora_commons.partnerships.models import LASTS, Partnership, State
from diaspora_commons.partnerships.rules import WORKFLOW

SENDERS = {"send", "answer", "remind", "withdraw"}
RECEIVERS = {"ask", "accept", "decline"}
BOTH = {"write"}
TIME = {"expire"}
LIVE = {State.SENT, State.CLARIFYING}
FROM = {
    "send": {State.DRAFT}, "ask": LIVE, "answer": {State.CLARIFYING}, "accept": LIVE, "decline": LIVE,
    "write": {State.ACCEPTED}, "remind": {State.SENT}, "withdraw": LIVE, "expire": LIVE,
}  # fmt: skip
TO = {
    "send": State.SENT, "ask": State.CLARIFYING, "answer": State.SENT, "accept": State.ACCEPTED,
    "decline": State.DECLINED, "write": State.ACCEPTED, "remind": State.SENT, "withdraw": State.WITHDRAWN,
    "expire": State.EXPIRED,
}  # fmt: skip


@pytest.fixture
def roles(world):
    """Everybody who could try."""
    people = {
        name: world.person(name.title()) for name in ("sender reader", "receiver editor", "receiver reader", "both")
    }
    world.member(world.ponte, people["sender reader"], MemberRole.READER)
    world.member(world.sahel, people["receiver editor"], MemberRole.EDITOR)
    world.member(world.sahel, people["receiver reader"], MemberRole.READER)
    for organisation in (world.ponte, world.sahel):
        world.member(organisation, people["both"], MemberRole.OWNER)
    own_moderator = world.person("Own moderator", role=Role.MODERATOR)
    world.member(world.sahel, own_moderator, MemberRole.READER)
    return {
        **people, "visitor": VISITOR, "stranger": world.bao, "moderator": world.dalia, "administrator": world.emre,
        "moderator of the receiver": own_moderator, "sender editor": world.ines, "receiver owner": world.amina,
        "time": SYSTEM,
    }  # fmt: skip


def may_be_allowed(role, verb):
    """What the product promises, said once more and independently."""
    if role == "time":
        return True
    if role == "both":
        return verb == "withdraw"
    if role == "sender editor":
        return verb in SENDERS | BOTH
    return role in ("receiver owner", "receiver editor") and verb in RECEIVERS | BOTH


def test_the_table_knows_just_these_verbs():
    assert set(WORKFLOW.by_verb) == SENDERS | RECEIVERS | BOTH | TIME
    assert {verb: set(t.sources) for verb, t in WORKFLOW.by_verb.items()} == FROM
    assert {verb: t.target for verb, t in WORKFLOW.by_verb.items()} == TO
    assert [t.verb for t in WORKFLOW.transitions if t.reason_required] == ["decline"]
    assert {f"partnership.{verb}" for verb in WORKFLOW.by_verb} <= set(rules)
    assert set(actions.HAPPENS) == set(WORKFLOW.by_verb)


def move(actor, partnership, verb):
    if verb in ("ask", "answer", "write"):
        WORKFLOW.step(actor, partnership, verb)  # the one verb `say` chooses among these three
    else:
        getattr(actions, verb)(actor, partnership, *(["Because."] if verb == "decline" else []))


@pytest.mark.parametrize("verb", sorted(FROM))
@pytest.mark.parametrize("state", list(State))
def test_a_verb_does_what_the_table_says_and_nothing_else(state, verb, roles, world):
    for role, actor in roles.items():
        friend = world.organisation(f"Friend of the {role}", owner=roles["receiver owner"])
        for who, place in (("receiver editor", "editor"), ("receiver reader", "reader"), ("both", "owner")):
            world.member(friend, roles[who], MemberRole(place))
        made = world.partnership(state, receiver=friend)
        partnership = db.get(Partnership, made.id)
        partnership.waits_since = partnership.waits_since and now() - LASTS  # the time is ripe for everything
        offered = verb in [t.verb for t in WORKFLOW.offers(actor, partnership)]
        try:
            move(actor, partnership, verb)
            outcome = partnership.state
        except (Refused, WrongState) as error:
            outcome = type(error)
            assert partnership.state == state
        if not may_be_allowed(role, verb):
            expected = Refused
        elif state not in FROM[verb]:
            expected = WrongState
        else:
            expected = TO[verb]
        assert outcome == expected, f"{role} does {verb} to what is {state}"
        assert offered == (expected == TO[verb]), f"the button of {verb} for {role}"
        db.rollback()
    unit_of_work.abandon()
