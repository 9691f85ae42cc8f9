"""Reading certificates: by their code, or as their holder."""

from collections.abc import Sequence

from sqlalchemy import func, select

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel.database import db

from ..enrolments.models import Enrolment
from .models import Certificate, CertificateState


def by_code(code: str) -> Certificate | None:
    """The certificate with this code, as `codes.read` gives it."""
    return db.scalar(select(Certificate).where(Certificate.code == code))


def of_person(person: Person) -> Sequence[Certificate]:
    """What this person holds, the newest first; those that were replaced are left out."""
    mine = select(Certificate).where(
        Certificate.holder == person.public_id, Certificate.state != CertificateState.SUPERSEDED
    )
    return db.scalars(mine.order_by(Certificate.completed_on.desc(), Certificate.id.desc())).all()


def of_enrolment(enrolment: Enrolment) -> Certificate | None:
    """The certificate of this enrolment as it is now; None while it is not earned."""
    its = select(Certificate).where(
        Certificate.enrolment_id == enrolment.id, Certificate.state != CertificateState.SUPERSEDED
    )
    return db.scalar(its.order_by(Certificate.id.desc()).limit(1))


def corrections(certificate: Certificate) -> int:
    """How often the name on it was corrected so far."""
    replaced = select(func.count()).where(
        Certificate.holder == certificate.holder,
        Certificate.cohort_code == certificate.cohort_code,
        Certificate.state == CertificateState.SUPERSEDED,
    )
    return db.scalar(replaced) or 0
