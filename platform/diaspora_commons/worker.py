"""The worker: does what the outbox holds, for ever or until it is told to stop."""

import signal
import sys
import threading

import structlog
from flask import Flask

from diaspora_commons.kernel import outbox, parent, unit_of_work
from diaspora_commons.kernel.database import db
from diaspora_commons.web import create_app

log = structlog.get_logger()
PAUSE = 0.1


def run(app: Flask, stop: threading.Event | None = None) -> None:
    """Drain while there is something due, else look again ten times a second. Ends after the batch in hand."""
    stop = stop or stop_on_signals()
    with app.app_context():
        with unit_of_work.writing():
            outbox.post("clock", "hour")
        while not stop.is_set():
            try:
                busy = outbox.anything_due() and outbox.drain() > 0
            except Exception:
                log.exception("worker")
                busy = False
                stop.wait(2)
            finally:
                db.remove()
            if not busy:
                stop.wait(PAUSE)


def stop_on_signals() -> threading.Event:
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, frame: stop.set())
    return stop


def main() -> None:
    """The worker alone or, with the id of a server's process behind `--of`, until that server is gone."""
    stop = stop_on_signals()
    if sys.argv[1:2] == ["--of"]:
        parent.follow(int(sys.argv[2]), stop.set)
    run(create_app(), stop)


if __name__ == "__main__":
    main()
