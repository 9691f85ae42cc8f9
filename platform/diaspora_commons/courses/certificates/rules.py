"""Who may do what with a certificate, and the one table of its states."""

from typing import Any

from diaspora_commons.kernel.languages import lazy
from diaspora_commons.kernel.permissions import Actor, rule
from diaspora_commons.kernel.workflow import Transition, Workflow

from .models import Certificate, CertificateState

MOST_CORRECTIONS = 3
"""So often may a name be corrected; after that the team looks at it."""
WORKFLOW = Workflow(
    "certificate",
    (
        Transition("supersede", (CertificateState.ISSUED,), CertificateState.SUPERSEDED, lazy("Correct the name")),
        Transition("revoke", (CertificateState.ISSUED,), CertificateState.REVOKED, lazy("Revoke"), True),
    ),
    is_private=True,
)


@rule("certificate.issue")
def issue(actor: Actor, enrolment: Any) -> bool:
    """Nobody: the commons itself does, when everything that the rule of the cohort asks for is done."""
    return False


@rule("certificate.supersede")
def supersede(actor: Actor, certificate: Certificate) -> bool:
    """Its holder, to correct the name: three times at most."""
    return is_holder(actor, certificate)


@rule("certificate.show_name")
def show_name(actor: Actor, certificate: Certificate) -> bool:
    """Its holder."""
    return is_holder(actor, certificate)


@rule("certificate.revoke")
def revoke(actor: Actor, certificate: Certificate) -> bool:
    """An administrator, save for a certificate of their own."""
    return actor.is_administrator and not is_holder(actor, certificate)


def is_holder(actor: Actor, certificate: Certificate) -> bool:
    """Whether it was issued to this very person."""
    return bool(actor.is_authenticated and actor.public_id == certificate.holder)
