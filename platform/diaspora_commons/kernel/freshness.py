"""The light that says how long ago somebody confirmed that what is written is still true."""

from datetime import datetime, timedelta
from enum import StrEnum

from .clock import now

YEAR = timedelta(days=365)


class Freshness(StrEnum):
    """Green below a year, yellow below two, red below three, then asleep; unknown where nobody ever confirmed it."""

    UNKNOWN = "unknown"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    ASLEEP = "asleep"


def freshness(confirmed_at: datetime | None) -> Freshness:
    """The light of something that was last confirmed at this moment."""
    if confirmed_at is None:
        return Freshness.UNKNOWN
    years = (now() - confirmed_at) // YEAR
    lights = (Freshness.GREEN, Freshness.YELLOW, Freshness.RED)
    return lights[max(0, years)] if years < len(lights) else Freshness.ASLEEP
