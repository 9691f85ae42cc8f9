"""What follows from what: the one place that says it."""

from datetime import timedelta

from diaspora_commons.accounts import sessions
from diaspora_commons.kernel import idempotency, outbox, throttle
from diaspora_commons.kernel.clock import now
from diaspora_commons.notifications import carrier


def init_app() -> None:
    """Fill the two tables of the outbox."""
    outbox.follow_ups.update({"clock": tidy})
    outbox.errands.update({"letter": carrier.carry})


def tidy(keys: list[str]) -> None:
    """Once an hour: drop what is kept for a time only."""
    idempotency.forget_old()
    throttle.forget_old()
    sessions.forget_old()
    outbox.post("clock", "hour", due=now() + timedelta(hours=1))
