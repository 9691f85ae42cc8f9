"""Requests that no browser sends, at every route, as a visitor and as an administrator: none is a fault.

The app raises its faults here, so that one is seen at once with what caused it.
"""

import random
import re
from itertools import cycle
from urllib.parse import quote, urlencode

import pytest

from client import ORIGIN, TOKEN

HOSTILE = cycle(
    ["", "0", "-1", "9" * 25, "9" * 5000, "1e309", "\x00", "a\x00b", "../../../etc/passwd", "..%2f..%2f", "//elsewhere",
     "http://[", "{{7*7}}", "<script>", "' OR 1=1--", "\r\nSet-Cookie: x=y", "\u202e", "\ufeff\ufffe", "e\u0301" * 300,
     "A" * 9000, "NOT NOT a", '"' * 50, "(" * 50, "*", "١٢٣", "²", "{" * 500, "%", "%s%n", "2026-02-30", "10000-01-01"]
)  # fmt: skip
RAW = cycle(["%FF", "%C0%AF", "%00", "%ED%A0%80", "%2e%2e", "%5C", "%0d%0aX:1", "%F4%90%80%80"])
NAMES = (
    "q page limit sort lang kind sector country year language about next as hands actor verb subject first last check"
    " name email password current keep zone idempotency_key title summary story partners heritage countries sdgs"
    " activity start_year end_year website image version organisation acronym is_incorporated founded role evidence"
    " reason ready words concern homepage"
).split()
HEADERS = cycle(
    [("Range", "bytes=9-1,1-9"), ("If-None-Match", 'W/"x", *'), ("If-Modified-Since", "Mon, 99 Foo 99999"),
     ("If-Range", "\xff"), ("Accept-Encoding", "gzip;q=-1,br;q=nan"), ("Accept-Language", "fr;q=nan,-,*;q=," * 50),
     ("Cookie", "commons=.eJw; commons=\"\\377\"; =;;"), ("Cookie", "remember_token=1|abc"), ("Host", "[::1"),
     ("Host", "localhost:99999999"), ("HX-Request", "true"), ("HX-Target", "../../etc/passwd"), ("Origin", "http://["),
     ("Referer", "http://[::1"), ("Content-Type", "\xff"), ("Content-Type", "multipart/form-data"),
     ("X-Forwarded-Host", "elsewhere"), ("User-Agent", "\xff" * 900), ("Content-Type", "application/json")]
)  # fmt: skip
BODIES = cycle(
    [(b"{" * 5000, "application/json"), (b"%FF%00=%&&==;&a[]=1", "application/x-www-form-urlencoded"),
     (b"--x\r\n" * 900, "multipart/form-data; boundary=x"), (b"", "multipart/form-data; boundary="),
     (b"\xff\xfe", "application/x-www-form-urlencoded; charset=utf-7"), (b"a=1&" * 3000, "text/plain"),
     (b'--x\r\nContent-Disposition: form-data; name="image"; filename="../a"\r\n\r\nGIF89a\xff\xff\r\n--x--',
      "multipart/form-data; boundary=x")]
)  # fmt: skip


def address(rule, value=None):
    """A route's address, its holes filled with a value."""
    text = re.sub(r"<language:lang>", "en", rule.rule)
    text = re.sub(r"<any[^>]*>", "about", text)
    return re.sub(r"<[^>]*>", (quote(value, safe="") or "x") if value is not None else "1", text)


def requests_of(rule, chance):
    """(method, address, headers, body) of some bad requests for a route."""
    chosen = dict.fromkeys(chance.sample(NAMES, 8))
    if "GET" in rule.methods:
        for value in (next(HOSTILE), next(HOSTILE)):
            yield "GET", address(rule, value), {}, None
        yield "GET", f"{address(rule)}?{urlencode({name: next(HOSTILE) for name in chosen})}", {}, None
        yield (
            "GET",
            f"{address(rule)}?" + "&".join(f"{name}[]={next(RAW)}&{name}={next(RAW)}" for name in chosen),
            {},
            None,
        )
        yield chance.choice(["GET", "HEAD", "OPTIONS", "TRACE"]), address(rule), dict([next(HEADERS)]), None
    if "POST" in rule.methods:
        form = urlencode([(name, next(HOSTILE)) for name in NAMES])
        yield "POST", address(rule), {"Content-Type": "application/x-www-form-urlencoded"}, form.encode()
        body, kind = next(BODIES)
        yield "POST", address(rule, next(HOSTILE)), {"Content-Type": kind}, body
        yield (
            "POST",
            address(rule),
            {"Content-Type": "application/x-www-form-urlencoded", **dict([next(HEADERS)])},
            b"a=1",
        )


@pytest.mark.slow
@pytest.mark.parametrize("who", ["visitor", "administrator"])
def test_no_request_is_a_fault(app, client, world, monkeypatch, who):
    monkeypatch.setattr("diaspora_commons.kernel.throttle.hit", lambda *given: None)
    if who == "administrator":
        client.sign_in(world.emre)
    chance = random.Random(who)
    left_out = {"accounts.sign_out", "accounts.erase", "accounts.end_other_sessions"} if who != "visitor" else set()
    sent = 0
    for rule in app.url_map.iter_rules():
        for method, path, headers, body in () if rule.endpoint in left_out else requests_of(rule, chance):
            given = {"Origin": ORIGIN, "X-CSRF-Token": TOKEN, **headers}
            answer = client.open(path, method=method, headers=given, data=body)
            assert answer.status_code < 500, (method, path[:200], headers, (body or b"")[:200])
            sent += 1
    assert sent > 400
