"""What every request passes before anything is read from the database, and the headers every answer carries.

An unsafe request must come from one of our own pages: its Origin (or Sec-Fetch-Site, or Referer) says so, and where a
session exists its form carries the session's token too. Visitors have no session, hence no cookie and no token.
"""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hmac import compare_digest
from urllib.parse import urlsplit

from flask import Flask, Response, request, session

from .errors import Refused
from .languages import _
from .settings import Settings
from .unit_of_work import SAFE

TOKEN = "csrf_token"  # noqa: S105  the name of a field
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


def csrf_token() -> str:
    """The token of this session, made at the first need, under a new mask each time it is shown: a page that is packed
    would else tell by its length what stands in it (BREACH)."""
    if TOKEN not in session:
        session[TOKEN] = secrets.token_urlsafe(24)
    token = str(session[TOKEN]).encode()
    mask = secrets.token_bytes(len(token))
    return urlsafe_b64encode(mask + crossed(mask, token)).decode()


def unmasked(shown: str) -> bytes:
    """The token behind what a page showed; nothing when that was none of ours."""
    try:
        both = urlsafe_b64decode(shown.encode())
    except ValueError:
        return b""
    half = len(both) // 2
    return crossed(both[:half], both[half:])


def crossed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=False))


def comes_from_us(own_hosts: frozenset[str]) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    source = request.headers.get("Origin") or request.headers.get("Referer")
    if source is None:
        return site is not None
    try:
        return urlsplit(source).netloc in own_hosts | {request.host}
    except ValueError:
        return False


def token_fits() -> bool:
    if not session:
        return True
    given = request.form.get(TOKEN) or request.headers.get("X-CSRF-Token", "")
    token = str(session.get(TOKEN, "")).encode()
    return compare_digest(given.encode(), token) or (token != b"" and compare_digest(unmasked(given), token))


def init_app(app: Flask, settings: Settings) -> None:
    own_hosts = frozenset({urlsplit(settings.address).netloc})
    secure = settings.address.startswith("https:")

    @app.before_request
    def check() -> None:
        request.host  # noqa: B018  a foreign name is refused before anything else
        if request.method in SAFE:
            return
        request.form  # noqa: B018  the whole body, bounded, before any lock
        if request.path.startswith("/api/"):
            return  # no cookie is looked at there
        if not comes_from_us(own_hosts) or not token_fits():
            raise Refused(
                _("This form did not come from our own page, or it is too old. Go back, reload it and send it again.")
            )

    @app.after_request
    def protect(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", POLICY)
        headers["X-Content-Type-Options"] = "nosniff"
        headers["X-Frame-Options"] = "DENY"
        headers.setdefault("Referrer-Policy", "same-origin")  # pages with a token in their address say less
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        if secure:
            headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        never_changes = request.endpoint in ("static", "upload")
        if not never_changes and (session or response.headers.get("Set-Cookie")):
            headers["Cache-Control"] = "no-store"
            response.vary.add("Cookie")
        return response
