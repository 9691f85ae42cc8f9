"""Reading certificates: by their code, or as their holder."""

from collections.abc import Sequence

from sqlalchemy import func, select

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import NotHere
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.permissions import Actor

from ..enrolments.models import Enrolment
from .models import Certificate, CertificateState


def by_code(code: str) -> Certificate | None:
    """The certificate with this code, as `codes.read` gives it."""
    return db.scalar(select(Certificate).where(Certificate.code == code))


def held(code: str) -> Certificate | None:
    """The same, kept from everybody else who would change it until this request is done."""
    row = select(Certificate).where(Certificate.code == code).with_for_update(of=Certificate)
    return db.scalar(row.execution_options(populate_existing=True))


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


def own(actor: Actor, cohort_code: str) -> Certificate:
    """This person's own certificate of a cohort."""
    mine = select(Certificate).where(
        Certificate.holder == actor.public_id,
        Certificate.cohort_code == cohort_code,
        Certificate.state != CertificateState.SUPERSEDED,
    )
    found = db.scalar(mine.order_by(Certificate.id.desc()).limit(1))
    if found is None:
        raise NotHere(_("There is no certificate of yours here. It is made when everything in the course is done."))
    return found


def former(certificate: Certificate) -> Sequence[Certificate]:
    """Those in whose place it stands, the latest first."""
    replaced = select(Certificate).where(
        Certificate.holder == certificate.holder,
        Certificate.cohort_code == certificate.cohort_code,
        Certificate.state == CertificateState.SUPERSEDED,
    )
    return db.scalars(replaced.order_by(Certificate.id.desc())).all()


def corrections(certificate: Certificate) -> int:
    """How often the name on it was corrected so far."""
    replaced = select(func.count()).where(
        Certificate.holder == certificate.holder,
        Certificate.cohort_code == certificate.cohort_code,
        Certificate.state == CertificateState.SUPERSEDED,
    )
    return db.scalar(replaced) or 0


def holder_of(certificate: Certificate) -> Person | None:
    """Whose it is, as long as they have an account."""
    return db.scalar(select(Person).where(Person.public_id == certificate.holder))
