"""Who may read the lessons of a cohort, and say that they are read."""

from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.errors import WrongState
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.permissions import Actor, rule

from ..enrolments.models import Enrolment, EnrolmentState
from ..enrolments.rules import lessons_open, oneself, seated


@rule("lesson.read")
def read(actor: Actor, enrolment: Enrolment) -> bool:
    """The person whose place it is."""
    return oneself(actor, enrolment)


@rule("lesson.unread")
def unread(actor: Actor, enrolment: Enrolment) -> bool:
    """The person whose place it is."""
    return oneself(actor, enrolment)


def refuse_closed(enrolment: Enrolment) -> None:
    """Nobody reads or is examined without a seat, or before the first day."""
    if lessons_open(enrolment):
        return
    if seated(enrolment):
        raise WrongState(_("The cohort has not begun yet. Its lessons open on the first day."))
    if enrolment.state == EnrolmentState.WAITLISTED:
        raise WrongState(_("You are on the waitlist. The lessons open when you get a seat."))
    raise WrongState(_("You are no longer in this cohort."))


def may_unmark(enrolment: Enrolment) -> bool:
    """What is completed stays as it is."""
    return enrolment.state != EnrolmentState.COMPLETED


def refuse_over(enrolment: Enrolment) -> None:
    """After the last day one reads on, and nothing counts any more."""
    if today() > enrolment.cohort.ends:
        raise WrongState(_("This cohort is over. You can go on reading, but quizzes can no longer be taken."))
