"""Find a course by its subject, its language and its level."""

from diaspora_commons.kernel.languages import _, lazy
from diaspora_commons.kernel.vocabulary import language_name

from .. import cues, slots
from ..state import Option, PageLink, Reply, Slots
from ..turn import Turn
from . import Flow, asks, enrolling
from .catalogue import SHOWN, ranked, soonest, thing

NAME = "find_course"


def wanted(turn: Turn) -> Slots | None:
    """A course on something; not how courses work."""
    if not (turn.says("course") or turn.says("learn")) or (turn.says("enrol") and not turn.says("learn")):
        return None
    if not (turn.says("seek") or turn.says("wish") or turn.says("learn")) or turn.is_phrase:
        return None
    if cues.begins("define", turn.folded, turn.language):
        return None
    found = _said(turn)
    is_wish = turn.says("wish") or (turn.says("seek") and not turn.is_question)
    if "interest" in found and not (turn.is_question and _is_about_courses(turn)):
        return found
    return found if is_wish and not (turn.has_answer and turn.is_question) else None


def _is_about_courses(turn: Turn) -> bool:
    """A question that an answer about courses fits, and no course by its subject: `do the courses cost anything`."""
    return turn.has_answer and not ranked(turn.desk.courses, _said(turn).get("interest", ""), turn.language)


def _said(turn: Turn) -> Slots:
    found: Slots = {}
    if about := slots.interest(turn.text, turn.language):
        found["interest"] = about.said
    if tongue := slots.course_language(turn.text, turn.language):
        found["language"] = tongue
    if level := slots.level(turn.text, turn.language):
        found["level"] = level
    return found


def begin(turn: Turn, found: Slots) -> Reply | None:
    turn.state.enter(NAME, **found)
    return _next(turn)


def go_on(turn: Turn) -> Reply | None:
    """A subject, a language, a level, or one of those shown."""
    state = turn.state
    if (option := turn.chosen()) and option.kind == "course":
        return enrolling.begin(turn, {"course": option.id})
    if turn.is_phrase or (turn.is_question and turn.has_answer):
        return None
    found = _said(turn)
    if state.ask != "interest":
        found.pop("interest", None)
    if (
        state.ask == "language"
        and not found
        and (turn.does("no", "onward") or cues.says("next", turn.folded, turn.language))
    ):
        found["language"] = ""
    if not found:
        return None
    state.slots = {**state.slots, **found}
    return _next(turn)


def _next(turn: Turn) -> Reply:
    said = turn.state.slots
    if not said.get("interest"):
        return asks(turn, "interest", _("What would you like to learn about?"))
    if "language" not in said:
        return asks(turn, "language", _("In which language should the course be?"))
    turn.state.ask = ""
    return _shown(turn)


def _shown(turn: Turn) -> Reply:
    """The fitting courses; when none is in the wished language, that is said, and the others are shown."""
    state, said = turn.state, turn.state.slots
    fitting = ranked(turn.desk.courses, said["interest"], turn.language)
    spoken = [course for course in fitting if course.language == said["language"] or not said["language"]]
    spoken.sort(key=lambda course: course.level != said.get("level", course.level))
    found = (spoken or fitting or soonest(turn))[:SHOWN]
    reply = Reply("show_courses", turn.language, intent="find_course", flow=state.flow, slots=dict(said))
    if spoken:
        reply.said = [_("These courses fit. Choose one to see when it starts and to enrol.")]
    elif fitting:
        name = language_name(said["language"])
        reply.said = [
            _("There is no course on this in this language: %(language)s. These are in other languages.", language=name)
        ]
    else:
        reply.said = [_("No course fits these words. These are the ones that begin next.")]
    reply.things = [thing(turn, course) for course in found]
    state.offer([Option("course", course.slug, course.title, course.summary) for course in found])
    reply.choices = state.options
    reply.pages = [PageLink("courses", {"language": said["language"]} if spoken and said["language"] else {})]
    if not spoken:
        reply.pages.append(PageLink("feeds"))
    return reply


FIND = Flow(NAME, lazy("Finding a course"), wanted, begin, go_on)
