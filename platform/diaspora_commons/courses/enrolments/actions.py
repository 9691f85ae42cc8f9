"""What people do with places in a cohort, and how a free seat finds the next in line.

Everybody enters at the end of the line, and whenever a seat is free the first of the line gets it: there is one way to
a seat.
"""

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel import generations, ledger, outbox
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import WrongState
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.permissions import SYSTEM, Actor, permit, verb

from ..models import Cohort
from . import queries, seats
from .models import Enrolment, EnrolmentState
from .rules import WORKFLOW, seated
from .seats import freeze_rule as freeze_rule


@verb
def enrol(actor: Person, cohort: Cohort) -> Enrolment:
    """Take a seat, or a place at the end of the line when all are taken."""
    seats.hold([cohort], actor)
    permit(actor, "enrolment.enrol", cohort)
    enrolment = queries.place(actor, cohort)
    _refuse(actor, cohort, enrolment)
    last, was_full = seats.end_of_line(cohort), cohort.is_full
    if enrolment is None:
        enrolment = Enrolment(cohort=cohort, person_id=actor.id, state=EnrolmentState.WAITLISTED)
        db.add(enrolment)
    else:
        WORKFLOW.step(actor, enrolment, "return")
    enrolment.applied_at = last
    enrolment.enrolled_at = enrolment.ended_at = None
    db.flush()
    ledger.note(enrolment=enrolment.id)
    outbox.post("enrolment enrol", enrolment.id)
    _fill(cohort, was_full)
    if seated(enrolment):
        enrolment.enrolled_at = enrolment.applied_at  # at once: how its letter tells it from a promotion
    return enrolment


@verb
def withdraw(actor: Actor, enrolment: Enrolment) -> None:
    """Give up a seat or a place in the line; the seat goes to the next."""
    _leave(actor, enrolment, "withdraw")


@verb
def remove(actor: Actor, enrolment: Enrolment, reason: str) -> None:
    """Take somebody's place away, and say why; the seat goes to the next."""
    _leave(actor, enrolment, "remove", reason)


@verb
def complete(actor: Actor, enrolment: Enrolment) -> None:
    """Everything is done that the rule asks for. The seat stays theirs."""
    queries.lock(enrolment)
    WORKFLOW.step(actor, enrolment, "complete")
    enrolment.ended_at = now()
    db.flush()


@verb
def promote(enrolment: Enrolment) -> None:
    """Give the first in line the seat that was counted for them."""
    WORKFLOW.step(SYSTEM, enrolment, "promote")
    enrolment.enrolled_at = now()
    db.flush()


@verb
def end(enrolment: Enrolment) -> None:
    """The cohort is over, and this place was neither completed nor given up."""
    WORKFLOW.step(SYSTEM, enrolment, "end" if seated(enrolment) else "dismiss")
    enrolment.ended_at = now()
    db.flush()


@verb
def vacate(person: Person) -> None:
    """Give up every place for good, because the account is being erased; seats go to the next in line."""
    permit(person, "enrolment.vacate", person)
    places = queries.mine(person)
    cohorts = [place.cohort for place in places]
    seats.hold(cohorts, person)
    for place, cohort in zip(places, cohorts, strict=True):
        queries.lock(place)
        was_full = cohort.is_full
        had_seat = seated(place)
        db.delete(place)
        db.flush()
        if had_seat:
            seats.give_back(cohort)
            _fill(cohort, was_full)


def _fill(cohort: Cohort, was_full: bool) -> None:
    """Seat those next in line, as long as there are seats.

    Visitors are shown whether there are seats, not how many: only when that changes do the kept pages become stale, so
    that a rush for a thousand seats does not make every page of the site anew a thousand times.
    """
    while not cohort.is_over and (first := seats.first_in_line(cohort)) is not None and seats.take(cohort):
        promote(first)
    if cohort.is_full != was_full:
        generations.bump("public")


def _leave(actor: Actor, enrolment: Enrolment, verb: str, reason: str = "") -> None:
    cohort = enrolment.cohort
    seats.hold([cohort])
    queries.lock(enrolment)
    had_seat, was_full = seated(enrolment), cohort.is_full
    WORKFLOW.step(actor, enrolment, verb, reason)
    enrolment.ended_at = now()
    enrolment.reason = reason.strip()
    db.flush()
    if had_seat:
        seats.give_back(cohort)
        _fill(cohort, was_full)


def _refuse(actor: Person, cohort: Cohort, before: Enrolment | None) -> None:
    """The line is closed after its last day and to whom was removed; and one has one place in a course."""
    if not cohort.is_open:
        raise WrongState(_("The time to enrol in this cohort is over. Look whether another one is open."))
    if before is not None and before.state == EnrolmentState.REMOVED:
        raise WrongState(_("You were removed from this cohort. Write to the team if you think that this is a mistake."))
    if queries.has_completed(actor, cohort):
        raise WrongState(_("You have completed this course already. Its lessons stay open to you in My learning."))
    if queries.live(actor, cohort) is not None:
        raise WrongState(_("You have a place in this course already. Withdraw there first if you prefer this cohort."))
