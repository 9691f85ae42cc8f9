"""Every state, every verb, every role: the table of states against what people may expect of it."""

from datetime import timedelta

import pytest
import time_machine

from diaspora_commons.courses.enrolments.models import Enrolment, EnrolmentState
from diaspora_commons.courses.enrolments.rules import WORKFLOW
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.errors import Refused, WrongState
from diaspora_commons.kernel.permissions import SYSTEM, VISITOR, rules

MAY = {
    "return": {"oneself"},
    "withdraw": {"oneself"},
    "complete": {"oneself"},
    "remove": {"administrator"},
    "promote": set(),
    "end": set(),
    "dismiss": set(),
}
"""What the product promises, said once more and independently; the commons itself may do everything."""
WHILE_IT_RUNS = {
    "return": ["withdrawn"],
    "withdraw": ["enrolled", "waitlisted"],
    "complete": ["enrolled"],
    "remove": ["enrolled", "waitlisted"],
    "promote": ["waitlisted"],
    "end": [],
    "dismiss": [],
}
WHEN_IT_IS_OVER = {"end": ["enrolled"], "dismiss": ["waitlisted"]}


@pytest.fixture
def roles(world):
    return {
        "visitor": VISITOR, "oneself": world.bao, "stranger": world.amina, "teacher": world.tadesse,
        "moderator": world.dalia, "administrator": world.emre, "the commons": SYSTEM,
    }  # fmt: skip


def test_the_table_knows_just_these_verbs():
    assert set(WORKFLOW.by_verb) == set(MAY)
    assert {t.verb for t in WORKFLOW.transitions if t.reason_required} == {"remove"}
    assert {f"enrolment.{verb}" for verb in WORKFLOW.by_verb} <= set(rules)


@pytest.mark.parametrize("is_over", [False, True], ids=["while it runs", "when it is over"])
@pytest.mark.parametrize("verb", sorted(MAY))
def test_a_verb_does_what_the_table_says_and_nothing_else(world, cohort, roles, verb, is_over):
    transition = WORKFLOW.by_verb[verb]
    possible = (WHEN_IT_IS_OVER if is_over else WHILE_IT_RUNS).get(verb, [])
    place = Enrolment(cohort=cohort, person_id=world.bao.id, state=EnrolmentState.ENROLLED)
    with time_machine.travel(now() + timedelta(days=200 if is_over else 0)):
        for state in EnrolmentState:
            for role, actor in roles.items():
                place.state = state
                offered = verb in [t.verb for t in WORKFLOW.offers(actor, place)]
                try:
                    WORKFLOW.step(actor, place, verb, "Because.")
                    outcome = place.state
                except (Refused, WrongState) as error:
                    outcome = type(error)
                    assert place.state == state
                if role != "the commons" and role not in MAY[verb]:
                    expected = Refused
                elif state not in possible:
                    expected = WrongState
                else:
                    expected = transition.target
                assert outcome == expected, f"{role} does {verb} to what is {state}"
                assert offered == (expected == transition.target), f"the button of {verb} for {role}"
    unit_of_work.abandon()
