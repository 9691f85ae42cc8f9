"""What happens to a certificate: the commons issues it, its holder sees to the name, an administrator may revoke it."""

import unicodedata

from sqlalchemy import select

from diaspora_commons.kernel import ledger, outbox
from diaspora_commons.kernel.clock import now, today
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import Invalid, NotHere, WrongState
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.permissions import SYSTEM, Actor, permit, verb
from diaspora_commons.kernel.settings import settings

from ..enrolments.models import Enrolment
from ..models import CompletionRule
from . import codes, queries
from .models import Certificate, PrintedName
from .rules import MOST_CORRECTIONS, WORKFLOW

LONGEST_NAME = 120
FROZEN = (
    "holder", "enrolment_id", "course_slug", "course_title", "course_language", "cohort_code", "hours", "rule",
    "is_example", "issuer", "completed_on", "expires_on",
)  # fmt: skip
"""What a corrected certificate takes over from the one before."""


@verb
def issue(enrolment: Enrolment) -> Certificate:
    """The certificate of this enrolment, made now if it has none; one that was revoked is not made again."""
    permit(SYSTEM, "certificate.issue", enrolment)
    db.execute(select(Enrolment.id).where(Enrolment.id == enrolment.id).with_for_update())
    earned = queries.of_enrolment(enrolment)
    if earned is not None:
        return earned
    cohort, course = enrolment.cohort, enrolment.cohort.course
    rule = db.get(CompletionRule, cohort.rule_id) if cohort.rule_id else None
    certificate = Certificate(
        code=_unused_code(), holder=enrolment.person.public_id, enrolment_id=enrolment.id, cohort_code=cohort.code,
        course_slug=course.slug, course_title=course.title, course_language=course.language, hours=course.hours,
        rule=rule.text if rule else course.certificate_rule, is_example=cohort.is_example, completed_on=today(),
        issuer=settings().site_name,
    )  # fmt: skip
    certificate.name = PrintedName(name=_on_one_line(enrolment.person.name))
    db.add(certificate)
    db.flush()
    ledger.note(certificate=certificate.id, holder=certificate.holder)
    outbox.post("certificate issue", certificate.id)
    return certificate


@verb
def correct_name(actor: Actor, certificate: Certificate, name: str) -> Certificate:
    """Issue it once more, under the right name and another code; the old code leads to the new one."""
    permit(actor, "certificate.supersede", certificate)
    certificate = _held(certificate)
    right = _checked(name)
    if certificate.name is not None and certificate.name.name == right:
        raise Invalid(_("This is the name that stands on it already."), "name")
    if queries.corrections(certificate) >= MOST_CORRECTIONS:
        raise WrongState(
            _("The name was corrected %(count)s times already. Write to the team.", count=MOST_CORRECTIONS)
        )
    WORKFLOW.step(actor, certificate, "supersede")
    is_shown = certificate.name is None or certificate.name.is_shown
    if certificate.name is not None:
        db.delete(certificate.name)
    db.flush()  # the old one counts no more before the new one is there: at most one of an enrolment does
    db.expire(certificate, ["name"])
    corrected = Certificate(code=_unused_code(), **{fact: getattr(certificate, fact) for fact in FROZEN})
    corrected.name = PrintedName(name=right, is_shown=is_shown)
    db.add(corrected)
    db.flush()
    certificate.superseded_by = corrected
    ledger.note(by=corrected.id)
    return corrected


@verb
def show_name(actor: Actor, certificate: Certificate, shown: bool) -> None:
    """Let everybody who has the code see the name, or nobody."""
    permit(actor, "certificate.show_name", certificate)
    certificate = _held(certificate)
    if certificate.name is None:
        raise WrongState(_("Another certificate stands in the place of this one. Look at that one."))
    certificate.name.is_shown = shown
    ledger.note(shown=shown)


@verb
def revoke(actor: Actor, certificate: Certificate, reason: str) -> None:
    """Say for all time that it does not count, and why."""
    permit(actor, "certificate.revoke", certificate)
    certificate = _held(certificate)
    WORKFLOW.step(actor, certificate, "revoke", reason)
    certificate.reason = reason.strip()
    certificate.revoked_at = now()


def _held(certificate: Certificate) -> Certificate:
    """The same row as it is now, kept from others until this is done."""
    found = queries.held(certificate.code)
    if found is None:
        raise NotHere
    return found


def _unused_code() -> str:
    code = codes.new()
    while queries.by_code(code) is not None:
        code = codes.new()
    return code


def _on_one_line(name: str) -> str:
    """The name without line ends and without marks that would turn around what stands beside it."""
    turning = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    kept = (c for c in name if unicodedata.bidirectional(c) not in turning)
    plain = "".join(" " if unicodedata.category(c) == "Cc" else c for c in kept)
    return " ".join(unicodedata.normalize("NFC", plain).split())


def _checked(name: str) -> str:
    right = _on_one_line(name)
    if not any(unicodedata.category(c).startswith("L") for c in right):
        raise Invalid(_("Write the name as it shall stand on the certificate."), "name")
    if len(right) > LONGEST_NAME:
        raise Invalid(_("Keep this below %(max)s characters.", max=LONGEST_NAME), "name")
    return right
