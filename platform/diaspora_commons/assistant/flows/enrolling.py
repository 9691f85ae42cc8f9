"""Enrol in a course: which one, which cohort, and the waitlist where it is full."""

from babel import dates

from diaspora_commons.courses.models import Cohort, Course
from diaspora_commons.kernel import languages
from diaspora_commons.kernel.languages import _, lazy

from .. import cues, slots
from ..state import Option, PageLink, Reply, Slots
from ..turn import Turn
from . import Flow, asks
from .catalogue import SHOWN, day, ranked, soonest, thing

NAME = "enrol_course"


def wanted(turn: Turn) -> Slots | None:
    """A place in a course; not how enrolment works."""
    if not turn.says("enrol") or turn.is_phrase:
        return None
    course = _named(turn)
    if course and (turn.says("course") or turn.says("wish") or not turn.is_question):
        return {"course": course.slug}
    is_wish = turn.says("wish") and turn.says("course") and not cues.begins("where", turn.folded, turn.language)
    return {} if is_wish else None


def _named(turn: Turn) -> Course | None:
    """The one course that the message names by words of its title."""
    about = slots.content(turn.text, turn.language, "course")
    about = [word for word in about if not cues.says("enrol", word, turn.language)]
    scored = []
    for course in turn.desk.courses:
        title = slots.stems_of(slots.content(course.title, course.language, "course"), course.language)
        shared = title & slots.stems_of(about, course.language)
        if shared:
            scored.append((len(shared), course))
    best = max((score for score, _course in scored), default=0)
    top = [course for score, course in scored if score == best]
    if len(top) != 1:
        fitting = ranked(turn.desk.courses, " ".join(about), turn.language) if about else []
        return fitting[0] if len(fitting) == 1 else None
    return top[0]


def begin(turn: Turn, found: Slots) -> Reply | None:
    state = turn.state
    state.enter(NAME, **found)
    course = turn.desk.course(found.get("course", ""))
    if course is None:
        return _asks_course(turn)
    return _asks_cohort(turn, course)


def _asks_course(turn: Turn) -> Reply:
    found = soonest(turn)[:SHOWN]
    reply = asks(turn, "course", _("Which course? These are the next to begin; you can also write what it is about."))
    turn.state.offer([Option("course", course.slug, course.title, course.summary) for course in found])
    reply.things, reply.choices = [thing(turn, course) for course in found], turn.state.options
    reply.pages = [PageLink("courses")]
    return reply


def _asks_cohort(turn: Turn, course: Course) -> Reply:
    cohorts = turn.desk.open_cohorts(course)
    if not cohorts:
        turn.state.ask = ""
        reply = Reply(
            "show_courses", turn.language, flow=NAME, slots=dict(turn.state.slots), things=[thing(turn, course)]
        )
        reply.said = [_("No cohort of this course takes applications at the moment.")]
        return reply
    reply = asks(turn, "cohort", _("“%(course)s”: which cohort suits you?", course=course.title))
    turn.state.offer([Option("cohort", cohort.code, _when(cohort)) for cohort in cohorts])
    reply.choices, reply.things = turn.state.options, [thing(turn, course)]
    return reply


def _when(cohort: Cohort) -> str:
    begins = dates.format_date(cohort.starts, "long", locale=languages.locale())
    return _("Begins on %(begins)s, apply by %(day)s", begins=begins, day=day(cohort))


def go_on(turn: Turn) -> Reply | None:
    state = turn.state
    if state.ask == "course":
        option = turn.chosen()
        course = turn.desk.course(option.id) if option and option.kind == "course" else None
        if course is None and not turn.is_question:
            course = _named(turn)
        return begin(turn, {"course": course.slug}) if course else None
    course = turn.desk.course(state.slots.get("course", ""))
    if course is None:
        return None
    if state.ask == "cohort" and (cohort := _cohort(turn, course)):
        state.slots["cohort"] = cohort.code
        return _waitlist(turn, course) if turn.desk.is_full(cohort) else _sign_in(turn, course)
    if state.ask == "waitlist":
        option = turn.chosen()
        if (
            turn.does("yes", "onward")
            or (option and option.id == "yes")
            or (turn.says("waitlist") and not turn.is_question)
        ):
            return _sign_in(turn, course)
        if turn.does("no") or (option and option.id == "no"):
            return _asks_cohort(turn, course)
    return None


def _cohort(turn: Turn, course: Course) -> Cohort | None:
    """By its month, its place in the list, or simply the next."""
    cohorts = turn.desk.open_cohorts(course)
    month = slots.month(turn.text, turn.language)
    for cohort in cohorts:
        if month and month == cohort.starts.month:
            return cohort
    for cohort in cohorts:
        if month and month == cohort.deadline.month:
            return cohort
    if month:
        return None
    option = turn.chosen()
    if option and option.kind == "cohort":
        return next((cohort for cohort in cohorts if cohort.code == option.id), None)
    is_next = cues.says("next", turn.folded, turn.language) and len(turn.words) <= 6
    return cohorts[0] if cohorts and (is_next or (turn.does("yes") and len(cohorts) == 1)) else None


def _waitlist(turn: Turn, course: Course) -> Reply:
    state = turn.state
    state.ask = "waitlist"
    state.offer(
        [Option("text", "yes", _("Yes, put me on the waitlist")), Option("text", "no", _("No, another cohort"))]
    )
    reply = Reply("offer_waitlist", turn.language, flow=NAME, slots=dict(state.slots), ask="waitlist")
    reply.said = [
        _("This cohort is full. You can join its waitlist, and are told as soon as a place is free. Shall I?")
    ]
    reply.choices = state.options
    return reply


def _sign_in(turn: Turn, course: Course) -> Reply:
    """The rest is done on the course's own page; the choice goes along."""
    state = turn.state
    state.ask = ""
    state.offered = []
    there = f"/courses/{course.slug}"
    reply = Reply("ask_sign_in", turn.language, intent="enrol_course", flow=NAME, slots=dict(state.slots))
    reply.things = [thing(turn, course)]
    if turn.desk.actor.is_authenticated:
        reply.action, reply.said = "confirm_enrolment", [_("Press the button on the course's page to confirm.")]
        reply.pages = [PageLink("course", {"slug": course.slug, "cohort": state.slots["cohort"]})]
        return reply
    query = f"/{languages.current()}{there}?cohort={state.slots['cohort']}"
    reply.said = [_("Sign in to take the place, or create an account. Your choice is kept.")]
    reply.pages = [PageLink("login", {"next": query}), PageLink("register", {"next": query})]
    return reply


ENROL = Flow(NAME, lazy("Enrolling in a course"), wanted, begin, go_on)
