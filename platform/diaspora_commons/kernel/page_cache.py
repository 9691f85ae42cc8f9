"""Visitors' pages, kept whole by address and language until something public changes.

Stands before Flask. A page is kept when its route is `@public`, the answer was 200, and neither side has a
session. It is valid while the database's public generation, the search index and the date are what they were,
so a page never outlives the commit that changed what it shows. Nothing is ever kept for somebody who is signed
in. In memory are addresses and headers; the bodies lie on a shelf (`shelf.py`).
"""

import gzip
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from flask import Flask, Response, g, request, session

from .clock import today
from .shelf import Place, Shelf

KEEP = "commons.keep"
KEPT = ("public", "public, personal")
"""The marks of routes whose pages for visitors are kept."""
MOST_BYTES = 6 * 2**20
"""Of memory, for addresses and headers."""
ROOM = 64 * 2**20
"""On the shelf, for bodies."""
LARGEST = 400_000
OVERHEAD = 800
"""Of a page beside its body and its address, roughly; the headers' words are the same in all pages and kept once."""
SMALLEST_GZIP = 600
PACKING, QUICK = 6, 1
MOST_SAID = 4096
GZIP = re.compile(r"(?:^|,) ?gzip ?(?:; ?q=(?!0(?:\.0*)?(?:,|$))[\d.]+)?(?:,|$)")
"""In what a reader accepts: named, and not with `q=0`."""
SHORTEN = (
    "text/",
    "application/json",
    "application/javascript",
    "image/svg+xml",
    "application/atom+xml",
    "application/xml",
)

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
marks: list[Callable[[], object]] = [today]
"""What else must be unchanged for a kept page to hold; the room search adds its index."""


class Kept(NamedTuple):
    """A page: what must be unchanged for it to hold, its headers, and its body, packed where that makes it shorter."""

    state: object
    headers: Headers
    body: bytes
    tag: str
    is_packed: bool

    def plain(self) -> bytes:
        """The body as it was made."""
        return gzip.decompress(self.body) if self.is_packed else self.body


class Shelved(NamedTuple):
    """A kept page whose body lies on the shelf."""

    page: Kept
    place: Place


class PageCache:
    """A WSGI door before the app's own."""

    def __init__(self, app: Flask, generation: Callable[[], int], folder: Path) -> None:
        self.app = app.wsgi_app
        self.cookie = str(app.config["SESSION_COOKIE_NAME"])
        self.generation = generation
        self.kept: OrderedDict[tuple[Any, ...], Shelved] = OrderedDict()
        self.shelf = Shelf(folder, ROOM)
        self.said: dict[tuple[str, str], tuple[str, str]] = {}
        self.size = 0
        self.lock = threading.Lock()
        app.after_request(shorten)
        app.after_request(mark_keepable)  # comes first: what is registered last

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ.get("PATH_INFO", "").startswith("/static/"):
            environ.pop("HTTP_COOKIE", None)  # a file is the same for everybody
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or self.cookie in environ.get("HTTP_COOKIE", ""):
            return self.app(environ, start_response)
        key = key_of(environ)
        try:
            state = self.state()
        except Exception:  # noqa: BLE001  the database is away, whatever the driver calls it: the app says so
            return self.app(environ, start_response)
        found = self.find(key, state)
        if found is not None:
            return answer(environ, start_response, found)
        return self.make(environ, start_response, key, state)

    def state(self) -> object:
        """What must be unchanged for a kept page to hold."""
        return (self.generation(), *(mark() for mark in marks))

    def find(self, key: tuple[Any, ...], state: object) -> Kept | None:
        """A page that still holds."""
        with self.lock:
            self.look_at_shelf()
            found = self.kept.get(key)
            if found is None or found.page.state != state:
                return None
            self.kept.move_to_end(key)
            try:
                return found.page._replace(body=self.shelf.get(found.place))
            except OSError:
                return None

    def make(
        self, environ: Environ, start_response: StartResponse, key: tuple[Any, ...], state: object
    ) -> Iterable[bytes]:
        told: list[Any] = []

        def listen(status: str, headers: Headers, *more: Any) -> Any:
            told[:] = [status, headers]
            return lambda data: None

        chunks = self.app(environ, listen)
        if not environ.get(KEEP):
            start_response(*told)
            return chunks
        body = b"".join(chunks)
        if hasattr(chunks, "close"):
            chunks.close()
        return answer(environ, start_response, self.keep(key, state, told[1], body))

    def keep(self, key: tuple[Any, ...], state: object, headers: Headers, body: bytes) -> Kept:
        """The page as it is kept, unless it is too large: packed once, for all readers."""
        page = self.packed(state, headers, body)
        if len(page.body) > LARGEST:
            return page
        with self.lock:
            self.look_at_shelf()
            self.forget(key)
            place = self.shelf.next_place(len(page.body))
            for there, other in self.shelf.cleared(place):
                self.forget(other, there)
            try:
                self.shelf.put(place, key, page.body)
            except OSError:  # the disk is full: each reader has the page made
                return page
            self.kept[key] = Shelved(page._replace(body=b""), place)
            self.size += weight(key)
            while self.size > MOST_BYTES:
                self.forget(next(iter(self.kept)))
        return page

    def look_at_shelf(self) -> None:
        """In a process that has just been forked off, nothing is kept yet."""
        if self.shelf.is_new():
            self.kept.clear()
            self.size = 0

    def forget(self, key: tuple[Any, ...], place: Place | None = None) -> None:
        """Keep this page no longer; given a place, only if it is the one that lay there."""
        found = self.kept.get(key)
        if found is not None and place in (None, found.place):
            del self.kept[key]
            self.size -= weight(key)

    def packed(self, state: object, headers: Headers, body: bytes) -> Kept:
        headers = [(k, v) for k, v in headers if k.lower() not in ("content-length", "etag")]
        kind = next((v for k, v in headers if k.lower() == "content-type"), "")
        is_packed = len(body) > SMALLEST_GZIP and kind.startswith(SHORTEN)
        if kind.startswith(SHORTEN):
            add_vary(headers, "Accept-Encoding")
        tag = blake2b(body, digest_size=12).hexdigest()
        body = gzip.compress(body, PACKING) if is_packed else body
        if len(self.said) > MOST_SAID:
            self.said.clear()
        headers = [self.said.setdefault(header, header) for header in headers]
        return Kept(state, headers, body, tag, is_packed)


def weight(key: tuple[Any, ...]) -> int:
    """What a page takes up in memory, most of it its address: that is as long as whoever asks makes it."""
    return OVERHEAD + sum(len(part) for part in key if isinstance(part, str))


def key_of(environ: Environ) -> tuple[Any, ...]:
    get = environ.get
    return (
        get("wsgi.url_scheme"), get("HTTP_HOST"), get("SCRIPT_NAME"), get("PATH_INFO"), get("QUERY_STRING"),
        get("HTTP_HX_REQUEST"), get("HTTP_HX_TARGET"), get("HTTP_HX_HISTORY_RESTORE_REQUEST"),
    )  # fmt: skip


def add_vary(headers: Headers, name: str) -> None:
    old = [v for k, v in headers if k.lower() == "vary"]
    headers[:] = [(k, v) for k, v in headers if k.lower() != "vary"]
    headers.append(("Vary", ", ".join([*old, name])))


def answer(environ: Environ, start_response: StartResponse, page: Kept) -> list[bytes]:
    """The page, packed for who can unpack it; the tag says which of the two it is."""
    is_short = page.is_packed and GZIP.search(environ.get("HTTP_ACCEPT_ENCODING", "")) is not None
    tag = f'"{page.tag}-gzip"' if is_short else f'"{page.tag}"'
    headers = [*page.headers, ("ETag", tag)]
    if tag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start_response("304 NOT MODIFIED", [(k, v) for k, v in headers if not k.lower().startswith("content-")])
        return []
    body = page.body if is_short else page.plain()
    if is_short:
        headers.append(("Content-Encoding", "gzip"))
    headers.append(("Content-Length", str(len(body))))
    start_response("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def mark_keepable(response: Response) -> Response:
    """Say that this answer may be kept."""
    is_public = g.get("access") in KEPT or request.endpoint == "static"
    if (
        is_public
        and response.status_code == 200
        and not session
        and request.method == "GET"
        and "Set-Cookie" not in response.headers
    ):
        if not request.headers.get("Range"):
            response.direct_passthrough = False
            request.environ[KEEP] = True
        if request.endpoint != "static":
            response.headers.setdefault("Cache-Control", "no-cache")
    return response


def shorten(response: Response) -> Response:
    """Pack a page that is not kept; quickly, since it is made for one reader. The tokens in it are masked anew in every
    page (see `guard`), so that its length tells nothing of them."""
    if (
        response.mimetype == "text/html"
        and KEEP not in request.environ
        and "Content-Encoding" not in response.headers
        and not response.direct_passthrough
    ):
        response.vary.add("Accept-Encoding")
        if GZIP.search(request.headers.get("Accept-Encoding", "")) and len(response.get_data()) > SMALLEST_GZIP:
            response.set_data(gzip.compress(response.get_data(), QUICK))
            response.headers["Content-Encoding"] = "gzip"
    return response
