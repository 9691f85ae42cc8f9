"""The search that an address carries."""

from werkzeug.datastructures import MultiDict

from .query import FACETS, Query, parse

BOX = 300
"""As many characters as the box takes: each link of the page repeats them."""


def asked(args: MultiDict[str, str], most: int = BOX) -> Query:
    """Words, and values of facets."""
    return parse(args.get("q", "")[:most]).narrowed({name: args.getlist(name) for name in FACETS if name in args})


def whole(text: str | None, otherwise: int) -> int:
    """A number from an address, or another when it is none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 7 else otherwise
