"""What those see who open a lesson or a quiz that is not open to them yet, or no longer."""

from flask import Response

from diaspora_commons.kernel.pages import page

from .enrolments import queries
from .enrolments.models import Enrolment, EnrolmentState
from .enrolments.rules import seated


def not_open(enrolment: Enrolment) -> Response:
    """A page that says why, until when, and where to go."""
    waits = enrolment.state == EnrolmentState.WAITLISTED
    return page(
        "courses/not_open.html",
        409,
        enrolment=enrolment,
        is_seated=seated(enrolment),
        position=queries.position(enrolment) if waits else None,
    )
