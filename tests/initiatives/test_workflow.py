"""Every state, every verb, every role: the table of states against what people may expect of it."""

import pytest

from diaspora_commons.accounts.models import Role
from diaspora_commons.initiatives import actions
from diaspora_commons.initiatives.models import State
from diaspora_commons.initiatives.rules import WORKFLOW
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.errors import Refused, WrongState
from diaspora_commons.kernel.permissions import VISITOR, rules
from diaspora_commons.organisations.models import MemberRole

AUTHORS = {"submit", "withdraw", "appeal", "archive", "restore"}
JUDGES = {"publish", "request_changes", "decline", "uphold", "hide"}
WITH_WORDS = {"request_changes", "decline", "appeal", "uphold", "hide"}


@pytest.fixture
def roles(world):
    """Everybody who could try; Rosa is the moderator who decided first."""
    own_moderator = world.person("Own moderator", role=Role.MODERATOR)
    editor, reader = world.person("Editor"), world.person("Reader")
    world.member(world.sahel, editor, MemberRole.EDITOR)
    world.member(world.sahel, reader, MemberRole.READER)
    world.member(world.sahel, own_moderator, MemberRole.READER)
    return {
        "visitor": VISITOR, "stranger": world.bao, "editor of another": world.ines, "reader": reader, "editor": editor,
        "owner": world.amina, "moderator": world.dalia, "moderator who decided": world.rosa,
        "moderator of the organisation": own_moderator, "administrator": world.emre,
    }  # fmt: skip


def may_be_allowed(role, verb, state):
    """What the product promises, said once more and independently."""
    if verb in AUTHORS:
        return role in ("owner", "editor")
    if state in (State.DRAFT, State.ARCHIVED):
        return False
    if role == "moderator who decided":
        return state != State.APPEALED
    return role in ("moderator", "administrator")


def test_the_table_knows_just_these_verbs():
    assert set(WORKFLOW.by_verb) == AUTHORS | JUDGES
    assert {t.verb for t in WORKFLOW.transitions if t.reason_required} == WITH_WORDS
    assert {f"initiative.{verb}" for verb in WORKFLOW.by_verb} <= set(rules)


@pytest.mark.parametrize("verb", sorted(AUTHORS | JUDGES))
@pytest.mark.parametrize("state", list(State))
def test_a_verb_does_what_the_table_says_and_nothing_else(state, verb, roles, ready):
    transition = WORKFLOW.by_verb[verb]
    for role, actor in roles.items():
        initiative = ready(state)
        words = ["Because."] if verb in WITH_WORDS else []
        offered = verb in [t.verb for t in WORKFLOW.offers(actor, initiative)]
        try:
            getattr(actions, verb)(actor, initiative, *words)
            outcome = initiative.state
        except (Refused, WrongState) as error:
            outcome = type(error)
            assert initiative.state == state
        if not may_be_allowed(role, verb, state):
            expected = Refused
        elif state not in transition.sources:
            expected = WrongState
        else:
            expected = transition.target
        assert outcome == expected, f"{role} does {verb} to what is {state}"
        assert offered == (expected == transition.target and outcome == expected), f"the button of {verb} for {role}"
    unit_of_work.abandon()
