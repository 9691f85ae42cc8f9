"""What people do at the desk: report, answer reports, and take cases in hand."""

from sqlalchemy import delete, select

from diaspora_commons.kernel import ledger
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import Invalid, WrongState
from diaspora_commons.kernel.languages import _, current
from diaspora_commons.kernel.permissions import Actor, permit, verb

from .models import Handling, Report
from .rules import CONCERNS, WORKFLOW


@verb
def send(actor: Actor, about: str, concern: str, words: str, email: str | None) -> Report:
    """Say that something here is wrong."""
    permit(actor, "report.send", Report)
    if concern not in CONCERNS:
        raise Invalid(_("Choose what it is about."), "concern")
    report = Report(about=about, concern=concern, words=words, email=email, language=current(), reporter_id=actor.id)
    db.add(report)
    db.flush()
    ledger.note(report=report.id, about=about)
    return report


@verb
def resolve(actor: Actor, report: Report, answer: str) -> None:
    """Close a report whose matter was mended, and answer it."""
    WORKFLOW.step(actor, report, "resolve", answer)
    _answer(actor, report, answer)


@verb
def dismiss(actor: Actor, report: Report, answer: str) -> None:
    """Close a report where there was nothing to mend, and say why."""
    WORKFLOW.step(actor, report, "dismiss", answer)
    _answer(actor, report, answer)


@verb
def take(actor: Actor, subject: str) -> None:
    """Take a case in hand; one that a colleague has had for more than a day may be taken over."""
    permit(actor, "case.take", f"case:{subject}")
    held = db.scalar(select(Handling).where(Handling.subject == subject).with_for_update(of=Handling))
    if held is None:
        db.add(Handling(subject=subject, moderator_id=actor.id))
    elif held.moderator_id != actor.id:
        if not held.may_be_taken_over:
            raise WrongState(_("%(name)s has taken this case already.", name=held.moderator.name))
        held.moderator_id, held.since = actor.id, now()


@verb
def release(actor: Actor, subject: str) -> None:
    """Put a case back for others."""
    permit(actor, "case.release", f"case:{subject}")
    db.execute(delete(Handling).where(Handling.subject == subject, Handling.moderator_id == actor.id))


def _answer(actor: Actor, report: Report, answer: str) -> None:
    report.answer = answer.strip()
    report.decided_at = now()
    report.decided_by_id = actor.id
