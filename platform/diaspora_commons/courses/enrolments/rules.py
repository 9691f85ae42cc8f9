"""Who may take, keep and lose a place in a cohort, and the one table of its states."""

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.languages import lazy
from diaspora_commons.kernel.permissions import SYSTEM, Actor, rule
from diaspora_commons.kernel.workflow import Transition, Workflow

from ..models import Cohort
from .models import SEATED, Enrolment, EnrolmentState

ENROLLED, WAITLISTED = EnrolmentState.ENROLLED, EnrolmentState.WAITLISTED


def goes_on(enrolment: Enrolment) -> bool:
    """Until the end of the cohort's last day."""
    return not enrolment.cohort.is_over


def is_over(enrolment: Enrolment) -> bool:
    """After the cohort's last day."""
    return enrolment.cohort.is_over


def takes_more(enrolment: Enrolment) -> bool:
    """Until the end of the last day on which one can apply."""
    return enrolment.cohort.is_open


WORKFLOW = Workflow(
    "enrolment",
    (
        Transition("promote", (WAITLISTED,), ENROLLED, lazy("Give the free seat"), while_=goes_on),
        Transition(
            "return", (EnrolmentState.WITHDRAWN,), WAITLISTED, lazy("Enrol again"), told=False, while_=takes_more
        ),
        Transition(
            "withdraw", (ENROLLED, WAITLISTED), EnrolmentState.WITHDRAWN, lazy("Give up my place"), while_=goes_on
        ),
        Transition("remove", (ENROLLED, WAITLISTED), EnrolmentState.REMOVED, lazy("Remove"), True, while_=goes_on),
        Transition("complete", (ENROLLED,), EnrolmentState.COMPLETED, lazy("Complete"), told=False, while_=goes_on),
        Transition("end", (ENROLLED,), EnrolmentState.NOT_COMPLETED, lazy("End without completion"), while_=is_over),
        Transition("dismiss", (WAITLISTED,), EnrolmentState.NOT_SEATED, lazy("End the waitlist"), while_=is_over),
    ),
    is_private=True,
)


def seated(enrolment: Enrolment) -> bool:
    """Whether it holds one of the cohort's seats."""
    return enrolment.state in SEATED


def lessons_open(enrolment: Enrolment) -> bool:
    """Who has a seat reads from the first day on, or at once where the cohort says so; afterwards for ever."""
    cohort = enrolment.cohort
    return seated(enrolment) and (cohort.opens_on_enrolment or today() >= cohort.starts)


def oneself(actor: Actor, enrolment: Enrolment) -> bool:
    return actor.is_authenticated and actor.id == enrolment.person_id


def by_itself(actor: Actor, enrolment: Enrolment) -> bool:
    """Nobody: it follows from what others do, or from the clock."""
    return actor is SYSTEM


@rule("enrolment.enrol")
def enrol(actor: Actor, cohort: Cohort) -> bool:
    """Everybody whose address is confirmed."""
    return isinstance(actor, Person) and actor.confirmed_at is not None


@rule("enrolment.return")
def come_back(actor: Actor, enrolment: Enrolment) -> bool:
    """The person whose place it was, at the end of the line."""
    return oneself(actor, enrolment) and enrol(actor, enrolment.cohort)


@rule("enrolment.withdraw")
def withdraw(actor: Actor, enrolment: Enrolment) -> bool:
    """The person whose place it is."""
    return oneself(actor, enrolment)


@rule("enrolment.complete")
def complete(actor: Actor, enrolment: Enrolment) -> bool:
    """The person whose place it is, by doing the last thing that was missing."""
    return oneself(actor, enrolment)


@rule("enrolment.vacate")
def vacate(actor: Actor, person: Person) -> bool:
    """Who erases the account, all places of that person."""
    return actor.is_authenticated and actor.id == person.id


@rule("enrolment.remove")
def remove(actor: Actor, enrolment: Enrolment) -> bool:
    """An administrator."""
    return actor.is_administrator


@rule("enrolment.see_roster")
def see_roster(actor: Actor, cohort: Cohort) -> bool:
    """An administrator."""
    return actor.is_administrator


rule("enrolment.promote")(by_itself)
rule("enrolment.end")(by_itself)
rule("enrolment.dismiss")(by_itself)
