"""Who may report, who looks at reports, and the table of a report's states."""

from typing import Any

from diaspora_commons.kernel.languages import lazy
from diaspora_commons.kernel.permissions import Actor, rule
from diaspora_commons.kernel.workflow import Transition, Workflow

from .models import Report, ReportState

WORKFLOW = Workflow(
    "report",
    (
        Transition(
            "resolve",
            (ReportState.OPEN,),
            ReportState.RESOLVED,
            lazy("It is corrected: close the report"),
            reason_required=True,
        ),
        Transition(
            "dismiss",
            (ReportState.OPEN,),
            ReportState.DISMISSED,
            lazy("Nothing to correct: close the report"),
            reason_required=True,
        ),
    ),
    is_private=True,
)
CONCERNS = {
    "abuse": lazy("It insults, threatens or discriminates"),
    "wrong": lazy("It is wrong or out of date"),
    "copyright": lazy("It uses my text or picture without leave"),
    "scam": lazy("It looks like a fraud"),
    "technical": lazy("Something does not work"),
    "other": lazy("Something else"),
}


@rule("report.send")
def send(actor: Actor, kind: Any) -> bool:
    """Everybody, with or without an account."""
    return True


@rule("report.resolve")
def resolve(actor: Actor, report: Report) -> bool:
    """A moderator, but not the one who reported it."""
    return actor.is_moderator and actor.id != report.reporter_id


@rule("report.dismiss")
def dismiss(actor: Actor, report: Report) -> bool:
    """A moderator, but not the one who reported it."""
    return actor.is_moderator and actor.id != report.reporter_id


@rule("case.take")
def take(actor: Actor, subject: str) -> bool:
    """A moderator."""
    return actor.is_moderator


@rule("case.release")
def release(actor: Actor, subject: str) -> bool:
    """A moderator."""
    return actor.is_moderator
