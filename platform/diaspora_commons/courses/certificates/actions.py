"""What happens to a certificate: the commons issues it, its holder sees to the name, an administrator may revoke it."""

from sqlalchemy import select

from diaspora_commons.kernel import ledger, outbox
from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.permissions import SYSTEM, permit, verb
from diaspora_commons.kernel.settings import settings

from ..enrolments.models import Enrolment
from ..models import CompletionRule
from . import codes, queries
from . import rules as rules  # what `permit` below asks for
from .models import Certificate, PrintedName


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
    certificate.name = PrintedName(name=enrolment.person.name)
    db.add(certificate)
    db.flush()
    ledger.note(certificate=certificate.id, holder=certificate.holder)
    outbox.post("certificate issue", certificate.id)
    return certificate


def _unused_code() -> str:
    code = codes.new()
    while queries.by_code(code) is not None:
        code = codes.new()
    return code
