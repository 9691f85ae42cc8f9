"""Lets a few requests in at a time, and takes in each body before its request counts as one of them.

Whoever sends a form drop by drop thus occupies nothing but a waiting thread: eight such clients would otherwise hold
every place there is, for as long as they like.
"""

import threading
from collections.abc import Callable, Iterable
from queue import SimpleQueue
from tempfile import SpooledTemporaryFile
from typing import IO, Any

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
IN_MEMORY = 256 * 2**10
PIECE = 64 * 2**10
BUSY = b"The site is very busy. Nothing was changed. Please try again in a few seconds.\n"


class Reception:
    """A WSGI door before all others: `places` requests are worked on at once, `bodies` are awaited at most."""

    def __init__(self, app: Application, places: int, bodies: int, largest: int) -> None:
        self.app = app
        self.largest = largest
        self.places: SimpleQueue[None] = (
            SimpleQueue()
        )  # of the interpreter itself, so that passing costs next to nothing
        for _ in range(places):
            self.places.put(None)
        self.bodies = threading.Semaphore(bodies)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or ""
        if length.isdecimal() and 0 < int(length) <= self.largest:  # what is larger is refused unread
            if not self.bodies.acquire(blocking=False):
                start_response("503 Service Unavailable", [("Content-Type", "text/plain"), ("Retry-After", "5")])
                return [BUSY]
            try:
                environ["wsgi.input"] = taken_in(environ["wsgi.input"], int(length))
            finally:
                self.bodies.release()
        self.places.get()
        try:
            return self.app(environ, start_response)
        finally:
            self.places.put(None)


def taken_in(stream: Any, length: int) -> IO[bytes]:
    """The body as far as it came; whoever hung up before its end is told so by the reading of it."""
    kept = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  closed when the request is gone
    while length > 0 and (piece := stream.read(min(length, PIECE))):
        kept.write(piece)
        length -= len(piece)
    kept.seek(0)
    return kept
