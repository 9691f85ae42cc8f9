"""Who may take a quiz, and when it is too late."""

from collections.abc import Sequence

from diaspora_commons.kernel.errors import WrongState
from diaspora_commons.kernel.languages import _, ngettext
from diaspora_commons.kernel.permissions import Actor, rule

from ..enrolments.models import Enrolment
from ..enrolments.rules import oneself
from .models import Attempt, Quiz


@rule("quiz.begin")
def begin(actor: Actor, enrolment: Enrolment) -> bool:
    """The person whose place it is."""
    return oneself(actor, enrolment)


@rule("quiz.answer")
def answer(actor: Actor, enrolment: Enrolment) -> bool:
    """The person whose place it is."""
    return oneself(actor, enrolment)


@rule("quiz.hand_in")
def hand_in(actor: Actor, enrolment: Enrolment) -> bool:
    """The person whose place it is."""
    return oneself(actor, enrolment)


def refuse_settled(quiz: Quiz, attempts: Sequence[Attempt], mark: int) -> None:
    """No new attempt when one is passed, none is left, or nothing is asked."""
    if any(attempt.passes(mark) for attempt in attempts):
        raise WrongState(_("You have passed this quiz already. There is nothing more to do here."))
    if len(attempts) >= quiz.max_attempts:
        most = quiz.max_attempts
        raise WrongState(ngettext("There is only %(num)s attempt.", "There are only %(num)s attempts.", most))
    if not quiz.questions:
        raise WrongState(_("This quiz has no questions yet."))


def refuse_handed_in(attempt: Attempt) -> None:
    """What is handed in stays as it is."""
    if attempt.handed_in_at is not None:
        raise WrongState(_("This attempt was handed in already. Nothing was changed."))
