"""All the courses of one person: those that run, with the next step; those waited for; those that are over."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from diaspora_commons.accounts.models import Person

from . import completion, rules
from .certificates import queries as certificates
from .certificates.models import Certificate
from .completion import Progress, Step
from .enrolments import queries as enrolments
from .enrolments.models import Enrolment, EnrolmentState
from .enrolments.rules import lessons_open
from .lessons import queries as lessons
from .models import Course, Lesson


@dataclass(frozen=True)
class Place:
    """One place in a cohort, and what there is to say about it."""

    enrolment: Enrolment
    progress: Progress | None = None
    """How far one is; None where the lessons are closed."""
    position: int = 0
    """In the line; 0 where one does not wait."""
    waiting: int = 0
    """How long the line is."""
    certificate: Certificate | None = None
    outline: Course | None = None
    """What the course will teach, as long as its lessons are closed."""

    @property
    def sample(self) -> Lesson | None:
        """The lesson that everybody may read, for those who cannot begin yet."""
        return rules.sample(self.outline) if self.outline else None

    @property
    def next_step(self) -> Step | None:
        """The next thing that can still be done: not a quiz without an attempt left."""
        if self.progress is None:
            return None
        return next(
            (step for step in self.progress.steps if step.is_required and not step.is_done and not is_lost(step)),
            None,
        )

    @property
    def lost_quizzes(self) -> int:
        """Quizzes that are not passed and cannot be any more."""
        return sum(step.is_required and is_lost(step) for step in self.progress.steps) if self.progress else 0


def is_lost(step: Step) -> bool:
    """A quiz without an attempt left that is not passed."""
    quiz = step.standing
    return quiz is not None and not quiz.is_passed and not quiz.left and not quiz.open


@dataclass(frozen=True)
class Learning:
    running: list[Place] = field(default_factory=list)
    waiting: list[Place] = field(default_factory=list)
    over: list[Place] = field(default_factory=list)
    certificates: Sequence[Certificate] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.running or self.waiting or self.over or self.certificates)


def of_person(person: Person) -> Learning:
    """Everything, the latest cohort first."""
    learning = Learning(certificates=certificates.of_person(person))
    earned = {certificate.enrolment_id: certificate for certificate in learning.certificates}
    for enrolment in enrolments.mine(person):
        if not enrolment.is_live:
            learning.over.append(Place(enrolment, certificate=earned.get(enrolment.id)))
        elif enrolment.state == EnrolmentState.ENROLLED:
            learning.running.append(place(enrolment))
        else:
            learning.waiting.append(place(enrolment))
    return learning


def current(person: Person) -> list[Place]:
    """What runs and what is waited for."""
    return [place(enrolment) for enrolment in enrolments.mine(person) if enrolment.is_live]


def place(enrolment: Enrolment) -> Place:
    """One place, with all that its page shows."""
    is_open = lessons_open(enrolment)
    waits = enrolment.state == EnrolmentState.WAITLISTED and enrolment.is_live
    return Place(
        enrolment,
        completion.progress(enrolment) if is_open else None,
        enrolments.position(enrolment) if waits else 0,
        enrolments.line_length(enrolment.cohort) if waits else 0,
        certificates.of_enrolment(enrolment),
        lessons.plan(enrolment) if enrolment.is_live and not is_open else None,
    )
