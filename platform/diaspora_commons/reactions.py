"""What follows from what: the one place that says it."""

from diaspora_commons.kernel import outbox
from diaspora_commons.notifications import carrier


def init_app() -> None:
    """Fill the two tables of the outbox."""
    outbox.follow_ups.update({})
    outbox.errands.update({"letter": carrier.carry})
