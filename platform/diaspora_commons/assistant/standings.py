"""How one's own things stand, for whoever is signed in and asks: enrolments, initiatives, partnership requests.

Rooms that this one may not know put themselves into the table in `reactions`.
"""

from collections.abc import Callable, Sequence

from diaspora_commons.courses.enrolments import queries as enrolments
from diaspora_commons.initiatives import queries as initiatives
from diaspora_commons.kernel.languages import lazy
from diaspora_commons.kernel.permissions import Actor

from .state import Thing

MOST = 5
WORDS = {
    "draft": lazy("Draft"),
    "submitted": lazy("Waiting for review"),
    "changes_requested": lazy("Changes requested"),
    "published": lazy("Published"),
    "declined": lazy("Declined"),
    "appealed": lazy("Appealed"),
    "archived": lazy("Archived"),
    "sent": lazy("Sent"),
    "clarifying": lazy("Clarifying"),
    "accepted": lazy("Accepted"),
    "withdrawn": lazy("Withdrawn"),
    "expired": lazy("Expired"),
    "enrolled": lazy("Enrolled"),
    "waitlisted": lazy("On the waitlist"),
    "completed": lazy("Completed"),
    "not_completed": lazy("Not completed"),
    "not_seated": lazy("No place was free"),
    "removed": lazy("Removed"),
}
Source = Callable[[Actor], Sequence[Thing]]


def word(state: object) -> str:
    """Where a thing stands, in the reader's language."""
    return str(WORDS.get(str(state), state))


def of_enrolments(actor: Actor) -> Sequence[Thing]:
    """The actor's places in cohorts."""
    return [
        Thing("enrolment", e.cohort.course.title, f"/learning/{e.cohort.code}", word(e.state), e.cohort.course.language)
        for e in enrolments.mine(actor)
    ]


def of_initiatives(actor: Actor) -> Sequence[Thing]:
    """The initiatives of the actor's organisations."""
    return [
        Thing("initiative", i.title, f"/initiatives/{i.slug}", word(state), i.language)
        for state, items in initiatives.mine(actor)
        for i in items
    ]


sources: dict[str, list[Source]] = {
    "review-process": [of_initiatives],
    "review-time": [of_initiatives],
    "submission-returned": [of_initiatives],
    "waitlist": [of_enrolments],
    "track-progress": [of_enrolments],
    "cohort-dates": [of_enrolments],
    "partnership-status": [],
}
"""By question: who is asked when somebody who is signed in asks it."""


def of(actor: Actor, slug: str) -> list[Thing]:
    """What somebody's own things say to this question; nothing for visitors."""
    if not actor.is_authenticated:
        return []
    return [thing for source in sources.get(slug, ()) for thing in source(actor)][:MOST]
