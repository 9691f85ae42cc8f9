"""How often one may try: per address that is named, and per place that it comes from.

The owner is never locked out: the link by mail is counted apart from the password.
"""

from datetime import timedelta

from diaspora_commons.kernel import throttle

HOUR = timedelta(hours=1)
MOST = {
    # what: (for one account, from one place)
    "sign in": (10, 100),
    "register": (5, 40),
    "letter": (5, 40),
    "link": (10, 100),
    "own password": (10, 100),
}


def count(what: str, whom: str, place: str | None) -> None:
    """Count one more try; raise TooMany beyond what is allowed in an hour."""
    for_one, from_one = MOST[what]
    throttle.hit(f"{what} from", throttle.network_of(place), from_one, HOUR)
    throttle.hit(what, whom, for_one, HOUR)


def forgive(what: str, whom: str) -> None:
    """Start counting anew for an account, after a success."""
    throttle.forget(what, whom)
