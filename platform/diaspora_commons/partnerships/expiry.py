"""What time does by itself: a request that nobody answers ends."""

from diaspora_commons.kernel import outbox
from diaspora_commons.kernel.permissions import SYSTEM

from . import actions, queries


def due(keys: list[str]) -> None:
    """Follow-up: end those whose time is over; one that has moved since waits for its new day."""
    for partnership in queries.overdue([int(key) for key in keys]):
        if partnership.is_overdue:
            actions.expire(SYSTEM, partnership)
        else:
            outbox.post("partnership due", partnership.id, due=partnership.expires_at)
