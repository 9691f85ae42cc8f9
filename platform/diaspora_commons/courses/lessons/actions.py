"""What people do with lessons."""

from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import WrongState
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.permissions import Actor, permit, verb

from .. import completion
from ..enrolments.models import Enrolment
from ..models import Lesson
from .models import Reading
from .rules import may_unmark, refuse_closed


@verb
def mark_read(actor: Actor, enrolment: Enrolment, lesson: Lesson) -> bool:
    """Say that a lesson is read; answers whether the course is completed by it."""
    permit(actor, "lesson.read", enrolment)
    refuse_closed(enrolment)
    if db.get(Reading, (enrolment.id, lesson.id)) is None:
        db.add(Reading(enrolment_id=enrolment.id, lesson_id=lesson.id))
        db.flush()
    return completion.settle(enrolment)


@verb
def unmark(actor: Actor, enrolment: Enrolment, lesson: Lesson) -> None:
    """Take that back, as long as the course is not completed."""
    permit(actor, "lesson.unread", enrolment)
    if not may_unmark(enrolment):
        raise WrongState(_("You have completed the course. What you have read stays marked."))
    reading = db.get(Reading, (enrolment.id, lesson.id))
    if reading is not None:
        db.delete(reading)
