"""How often one may try: per address that is named, and per place that it comes from.

The owner is never locked out: the link by mail is counted apart from the password.
"""

from datetime import timedelta
from ipaddress import ip_address, ip_network

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
    throttle.hit(f"{what} from", network_of(place or ""), from_one, HOUR)
    throttle.hit(what, whom, for_one, HOUR)


def forgive(what: str, whom: str) -> None:
    """Start counting anew for an account, after a success."""
    throttle.forget(what, whom)


def network_of(place: str) -> str:
    """What one customer of a provider has: an IPv4 address, or a /64 of IPv6, in which addresses cost nothing."""
    try:
        address = ip_address(place)
    except ValueError:
        return place
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else str(address)
