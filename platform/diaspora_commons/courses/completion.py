"""How far somebody is in a course, what is still missing, and what happens when nothing is.

What must be done is frozen for each cohort (`CompletionRule`): lessons and quizzes that come later are shown, and not
asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from diaspora_commons.kernel.database import db

from .certificates import actions as certificates
from .enrolments import actions as enrolments
from .enrolments.models import Enrolment, EnrolmentState
from .lessons import queries as lessons
from .models import CompletionRule, Course, Lesson, Module
from .quizzes import queries as quizzes
from .quizzes.queries import Standing


@dataclass(frozen=True)
class Step:
    """One thing after another in a course: a lesson, or the quiz at the end of a module."""

    module: Module
    lesson: Lesson | None
    standing: Standing | None
    read_at: datetime | None
    is_required: bool
    is_done: bool


@dataclass(frozen=True)
class Missing:
    """What the certificate still asks for."""

    lessons: Sequence[Step]
    quizzes: Sequence[Step]
    done: int
    total: int

    @property
    def nothing(self) -> bool:
        return not (self.lessons or self.quizzes)


@dataclass(frozen=True)
class Progress:
    """A course as one goes through it, step by step."""

    enrolment: Enrolment
    course: Course
    mark: int
    rule: str
    steps: Sequence[Step]

    @cached_property
    def missing(self) -> Missing:
        asked = [step for step in self.steps if step.is_required]
        open_ones = [step for step in asked if not step.is_done]
        return Missing(
            [step for step in open_ones if step.lesson],
            [step for step in open_ones if step.standing],
            len(asked) - len(open_ones),
            len(asked),
        )

    @property
    def parts(self) -> list[tuple[Module, list[Step]]]:
        """The steps by module."""
        return [(module, [s for s in self.steps if s.module is module]) for module in self.course.modules]

    @property
    def lessons(self) -> list[Step]:
        return [step for step in self.steps if step.lesson]

    @property
    def next_step(self) -> Step | None:
        """Where to go on: the first thing that is missing, or not done."""
        undone = [step for step in self.steps if not step.is_done]
        return next((step for step in undone if step.is_required), undone[0] if undone else None)

    def at_lesson(self, lesson: Lesson) -> Step:
        return next(step for step in self.steps if step.lesson is not None and step.lesson.id == lesson.id)

    def at_quiz(self, module: Module) -> Step:
        return next(step for step in self.steps if step.standing and step.module.id == module.id)

    def before(self, step: Step) -> Step | None:
        place = self.steps.index(step)
        return self.steps[place - 1] if place else None

    def after(self, step: Step) -> Step | None:
        place = self.steps.index(step)
        return self.steps[place + 1] if place + 1 < len(self.steps) else None


def mark_of(enrolment: Enrolment) -> int:
    """The least score that passes a quiz in this cohort, in per cent."""
    rule = _rule(enrolment)
    return rule.mark if rule else enrolment.cohort.course.passing_mark


def progress(enrolment: Enrolment) -> Progress:
    """How far somebody is; as many questions to the database for a long course as for a short one."""
    course, rule = lessons.plan(enrolment), _rule(enrolment)
    mark = rule.mark if rule else course.passing_mark
    standings, read = quizzes.standings(enrolment, mark), lessons.read(enrolment)
    steps: list[Step] = []
    for module in course.modules:
        for lesson in module.lessons:
            asked = rule is None or lesson.id in rule.lessons
            steps.append(Step(module, lesson, None, read.get(lesson.id), asked, lesson.id in read))
        if standing := standings.get(module.id):
            asked = standing.questions > 0 and (rule is None or standing.quiz.id in rule.quizzes)
            steps.append(Step(module, None, standing, None, asked, standing.is_passed))
    return Progress(enrolment, course, mark, rule.text if rule else course.certificate_rule, steps)


def missing(enrolment: Enrolment) -> Missing:
    """What the certificate of this place still asks for."""
    return progress(enrolment).missing


def settle(enrolment: Enrolment) -> bool:
    """Complete the course and issue the certificate when this was the last thing; answers whether it was."""
    if enrolment.state != EnrolmentState.ENROLLED or enrolment.cohort.is_over or not missing(enrolment).nothing:
        return False
    enrolments.complete(enrolment.person, enrolment)
    certificates.issue(enrolment)
    return True


def _rule(enrolment: Enrolment) -> CompletionRule | None:
    """What the cohort was promised; nothing yet as long as nobody has a seat in it."""
    return db.get(CompletionRule, enrolment.cohort.rule_id) if enrolment.cohort.rule_id else None
