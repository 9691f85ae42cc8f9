"""Codes that nobody has are counted for each place they come from, and after so many the place must wait.

Whoever holds a certificate makes up no code, and a slip of the finger is told by the check character before anything is
looked up: so honest readers are not counted, and sixty random bits are never guessed at this pace.
"""

from datetime import timedelta

from diaspora_commons.kernel import throttle
from diaspora_commons.kernel.database import db

MOST = 60
WITHIN = timedelta(hours=1)
WHAT = "certificate guess"


def refuse_many(place: str | None) -> None:
    """Raise TooMany for a place that made up too many codes within the hour."""
    throttle.refuse_beyond(WHAT, throttle.network_of(place), MOST)


def count(place: str | None) -> None:
    """One more that nobody has. The reading that found this out ends here, so that it is not in the way of writing."""
    db.rollback()
    throttle.hit(WHAT, throttle.network_of(place), MOST, WITHIN)
