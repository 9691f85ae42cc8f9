"""Courses as a conversation speaks of them: which fit an interest, which begin next, and how one is shown."""

from collections.abc import Sequence

from babel import dates

from diaspora_commons.courses.models import Cohort, Course
from diaspora_commons.kernel import languages
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.vocabulary import label

from .. import names, slots
from ..state import Thing
from ..turn import Turn

SHOWN = 3
TITLE_COUNTS = 3


def ranked(courses: Sequence[Course], interest: str, language: str) -> list[Course]:
    """Courses whose title, summary or aims share words with the interest, in whichever language it was said."""
    scored = []
    for course in courses:
        wanted = slots.stems_of(" ".join(_ways(interest, language, course.language)).split(), course.language)
        title = slots.stems_of(slots.content(course.title, course.language, "all"), course.language)
        text = slots.stems_of(
            slots.content(f"{course.summary} {' '.join(course.outcomes)}", course.language, "all"), course.language
        )
        score = TITLE_COUNTS * len(wanted & title) + len(wanted & text)
        if score:
            scored.append((-score, course.id, course))
    best = min((score for score, _id, _course in scored), default=0)
    return [course for score, _id, course in sorted(scored, key=lambda row: row[:2]) if score <= best / 3]


def _ways(interest: str, language: str, wished: str) -> list[str]:
    """The interest, and what it is called in the course's language."""
    folded = " ".join(slots.content(interest, language, "all"))
    known = names.only("topic", interest, language) or (interest if names.said_of("topic", interest, wished) else "")
    return [_plain(word, wished) for word in (folded, known, *(names.said_of("topic", known, wished) if known else ()))]


def _plain(text: str, language: str) -> str:
    return " ".join(slots.content(text, language, "all"))


def soonest(turn: Turn) -> list[Course]:
    waiting = [
        (cohorts[0].deadline, course.id, course)
        for course in turn.desk.courses
        if (cohorts := turn.desk.open_cohorts(course))
    ]
    return [course for _day, _id, course in sorted(waiting, key=lambda row: row[:2])]


def thing(turn: Turn, course: Course) -> Thing:
    cohorts = turn.desk.open_cohorts(course)
    note = label("levels", course.level)
    if cohorts:
        note += " · " + _("apply by %(day)s", day=day(cohorts[0]))
    return Thing("course", course.title, f"/courses/{course.slug}", note, course.language)


def day(cohort: Cohort) -> str:
    return dates.format_date(cohort.deadline, "long", locale=languages.locale())
