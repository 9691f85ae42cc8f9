"""The holder is told when a certificate is there, when it was issued again, and when it was revoked."""

from collections.abc import Iterator

from sqlalchemy import select

from diaspora_commons.accounts.letters import write_to
from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.settings import settings

from . import codes, queries
from .models import Certificate, CertificateState


def issued(keys: list[str]) -> None:
    """A certificate that was replaced or revoked meanwhile has had, or will have, another letter."""
    for certificate, person in those_in(CertificateState.ISSUED, keys):
        tell(person, "certificate_issued", certificate)


def superseded(keys: list[str]) -> None:
    """Told about the new one, with its code."""
    for certificate, person in those_in(CertificateState.SUPERSEDED, keys):
        tell(person, "certificate_reissued", certificate.newest)


def revoked(keys: list[str]) -> None:
    for certificate, person in those_in(CertificateState.REVOKED, keys):
        tell(person, "certificate_revoked", certificate)


def those_in(state: CertificateState, keys: list[str]) -> Iterator[tuple[Certificate, Person]]:
    """Those that are still where the letter says, with their holders; who was erased is written to no more."""
    found = select(Certificate).where(Certificate.id.in_(map(int, keys)), Certificate.state == state)
    for certificate in db.scalars(found.order_by(Certificate.id)):
        holder = queries.holder_of(certificate)
        if holder is not None:
            yield certificate, holder


def tell(person: Person, kind: str, certificate: Certificate) -> None:
    facts = {
        "certificate": certificate, "code": codes.written(certificate.code), "contact": settings().contact_address,
    }  # fmt: skip
    write_to(person, kind, once=f"{kind}:{certificate.id}", **facts)
