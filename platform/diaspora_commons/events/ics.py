"""Events as a calendar program wants them: whole days, since no hour and no zone is known of them."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from diaspora_commons.kernel import vocabulary
from diaspora_commons.kernel.links import absolute
from diaspora_commons.kernel.settings import settings

from .models import Event

if TYPE_CHECKING:
    from icalendar import Event as IEvent


def calendar(name: str, events: Iterable[Event]) -> bytes:
    """One file that holds these events."""
    from icalendar import Calendar as ICalendar  # large, and seldom asked for

    made = ICalendar()
    made.add("prodid", "-//Diaspora Commons//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    for event in events:
        made.add_component(entry(event))
    return bytes(made.to_ical())


def entry(event: Event) -> "IEvent":
    home = settings().address.partition("://")[2].partition("/")[0].partition(":")[0]
    page = absolute(f"/events/{event.slug}")
    from icalendar import Event as IEvent

    made = IEvent()
    made.add("uid", f"{event.slug}@{home}")
    # Steady, so that the same event is the same file: nothing of it changes after it is loaded.
    made.add("dtstamp", datetime.combine(event.starts, time(), UTC))
    made.add("dtstart", event.starts)
    made.add("dtend", event.ends + timedelta(days=1))
    made.add("summary", event.title)
    made.add("description", f"{event.description}\n\n{event.url}".strip())
    made.add("url", page)
    made.add("transp", "TRANSPARENT")
    if place := where(event):
        made.add("location", place)
    return made


def where(event: Event) -> str:
    country = vocabulary.country(event.country) if event.country else ""
    return ", ".join(part for part in (event.city, country) if part)
