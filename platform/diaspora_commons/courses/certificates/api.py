"""What a program is told of a certificate: no more than the page shows."""

from typing import Any

from diaspora_commons.kernel.links import bare

from . import codes
from .models import Certificate, Standing


def address(certificate: Certificate) -> str:
    """Where anybody can check it; the same in every language, for ever."""
    return bare(f"/verify/{codes.written(certificate.code)}")


def told(certificate: Certificate) -> dict[str, Any]:
    """Its standing, and as much of what it says as its holder lets be read."""
    facts: dict[str, Any] = {
        "code": codes.written(certificate.code),
        "url": address(certificate),
        "status": str(certificate.standing),
        "is_example": certificate.is_example,
        "issued_by": certificate.issuer,
    }
    if certificate.standing == Standing.REPLACED:
        facts["replaced_by"] = address(certificate.newest)
    if certificate.standing == Standing.REVOKED and certificate.revoked_at is not None:
        facts["revoked_on"] = certificate.revoked_at.date().isoformat()
    if certificate.shows_details:
        facts |= details(certificate)
    return facts


def details(certificate: Certificate) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "name": certificate.shown_name,
        "course": {"title": certificate.course_title, "language": certificate.course_language},
        "hours": certificate.hours,
        "rule": {"text": certificate.rule, "language": certificate.course_language},
        "completed_on": certificate.completed_on.isoformat(),
        "issued_on": certificate.issued_at.date().isoformat(),
        "expires_on": certificate.expires_on.isoformat() if certificate.expires_on else None,
    }
    if certificate.reason:
        facts["reason"] = certificate.reason
    return facts
