"""Where to go after signing in: a page of ours and nothing else.

Helpers that check whether an address "looks local" have been got round again and again. So an address is taken apart,
and put together anew from what is allowed: a path below one of our languages, and a query.
"""

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from diaspora_commons.kernel.languages import LANGUAGES

LONGEST = 1000
ODD = re.compile(r"[\\\x00-\x20\x7f-\xa0\u2028\u2029\ufeff]|//|/\.\.?(/|$)")


def safe_path(wanted: str | None) -> str | None:
    """The same place, built anew; None when it is not plainly one of our own pages."""
    if not wanted or len(wanted) > LONGEST or is_odd(wanted.partition("?")[0]):
        return None
    try:
        parts = urlsplit(wanted)
        query = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=50)
    except ValueError:
        return None
    language = parts.path.split("/")[1] if parts.path.startswith("/") else ""
    if parts.scheme or parts.netloc or language not in LANGUAGES:
        return None
    path = quote(unquote(parts.path), safe="/")
    return f"{path}?{urlencode(query)}" if query else path


def is_odd(path: str) -> bool:
    """Whether it holds, at any depth of encoding, what browsers read as something else than a path."""
    for _depth in range(4):
        if ODD.search(path):
            return True
        decoded = unquote(path)
        if decoded == path:
            return False
        path = decoded
    return True
