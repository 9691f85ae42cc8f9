"""Every state, every verb, every role: the table of states against what people may expect of it."""

import pytest

from diaspora_commons.accounts.models import Role
from diaspora_commons.courses.certificates import actions, codes
from diaspora_commons.courses.certificates.models import Certificate, CertificateState
from diaspora_commons.courses.certificates.rules import WORKFLOW
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import Refused, WrongState
from diaspora_commons.kernel.permissions import VISITOR, rules

ACTS = {
    "supersede": lambda actor, certificate: actions.correct_name(actor, certificate, "Nguyễn Văn Bảo"),
    "revoke": lambda actor, certificate: actions.revoke(actor, certificate, "By mistake."),
}
ALLOWED = {"supersede": {"holder"}, "revoke": {"administrator"}}
TARGETS = {"supersede": CertificateState.SUPERSEDED, "revoke": CertificateState.REVOKED}


@pytest.fixture
def roles(world):
    return {
        "visitor": VISITOR, "stranger": world.ines, "holder": world.bao, "teacher": world.tadesse,
        "editor": world.person("Edith", role=Role.EDITOR), "moderator": world.dalia, "administrator": world.emre,
    }  # fmt: skip


@pytest.fixture
def ready(world, course):
    """A certificate of Bao's in this state."""

    def make(state):
        certificate = world.certificate(world.bao, course)
        if state == CertificateState.REVOKED:
            certificate.reason, certificate.revoked_at = "By mistake.", now()
        certificate.state = state
        return world.keep(certificate)

    return make


def test_the_table_knows_just_these_verbs():
    assert set(WORKFLOW.by_verb) == set(ACTS)
    assert {t.verb for t in WORKFLOW.transitions if t.reason_required} == {"revoke"}
    assert {f"certificate.{verb}" for verb in WORKFLOW.by_verb} <= set(rules)
    assert [t.verb for t in WORKFLOW.transitions if not rules[f"certificate.{t.verb}"].__doc__] == []


@pytest.mark.parametrize("verb", sorted(ACTS))
@pytest.mark.parametrize("state", list(CertificateState))
def test_a_verb_does_what_the_table_says_and_nothing_else(state, verb, roles, ready):
    for role, actor in roles.items():
        certificate = ready(state)
        offered = verb in [t.verb for t in WORKFLOW.offers(actor, certificate)]
        try:
            ACTS[verb](actor, certificate)
            outcome = db.get(Certificate, certificate.id).state
        except (Refused, WrongState) as error:
            outcome = type(error)
            assert certificate.state == state
        if role not in ALLOWED[verb]:
            expected = Refused
        else:
            expected = TARGETS[verb] if state == CertificateState.ISSUED else WrongState
        assert outcome == expected, f"{role} does {verb} to what is {state}"
        assert offered == (outcome == TARGETS[verb] and state == CertificateState.ISSUED)
    unit_of_work.abandon()


def test_nobody_issues_by_hand(roles):
    assert not any(rules["certificate.issue"](actor, None) for actor in roles.values())


def test_a_name_is_shown_or_hidden_by_its_holder_only(roles, ready):
    for role, actor in roles.items():
        certificate = ready(CertificateState.ISSUED)
        assert rules["certificate.show_name"](actor, certificate) == (role == "holder")
        assert codes.fits(certificate.code)
