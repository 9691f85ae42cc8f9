"""What this room keeps about a person."""

from typing import Any

from diaspora_commons.accounts.models import Person

from . import actions, queries
from .models import Enrolment


def kept_about(person: Person) -> list[dict[str, Any]]:
    """Every place that the person has or had, for their own copy of everything."""
    return [entry(place) for place in queries.mine(person)]


def entry(place: Enrolment) -> dict[str, Any]:
    moments = {name: getattr(place, name) for name in ("applied_at", "enrolled_at", "ended_at")}
    return {
        "course": place.cohort.course.title, "cohort": place.cohort.code, "state": str(place.state),
        "reason": place.reason, **{name: value.isoformat() if value else None for name, value in moments.items()},
    }  # fmt: skip


def forget(person: Person) -> None:
    """Their seats go to the next in line; their places go with all that hangs on them."""
    if queries.mine(person):
        actions.vacate(person)
