"""Serving: granian's web processes and, beside them, one worker that is started again should it die.

Run as a program of its own, so that the web processes, which are forked from it, share what they all need and carry
nothing of the command line.
"""

import gc
import os
import subprocess
import sys
import threading

import structlog
from granian import Granian
from granian.constants import Interfaces

from diaspora_commons import web
from diaspora_commons.kernel.settings import settings

log = structlog.get_logger()
THREADS = 4
"""Requests that one web process works on at a time."""


def run() -> None:
    """Serve until told to stop; requests in flight are finished, and the worker ends after the batch in hand."""
    chosen = settings()
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")  # threads that share their memory give more of it back
    gc.freeze()  # what is imported stays shared between the processes
    stop = threading.Event()
    keeper = threading.Thread(target=keep_working, args=(stop,), name="worker's keeper")
    keeper.start()
    try:
        Granian(
            f"{web.__name__}:create_app",
            factory=True,
            interface=Interfaces.WSGI,
            address=chosen.host,
            port=chosen.port,
            workers=chosen.workers,
            blocking_threads=THREADS,
            respawn_failed_workers=True,
            workers_kill_timeout=10,
            websockets=False,
            log_enabled=chosen.log_level == "debug",
        ).serve()
    finally:
        stop.set()
        keeper.join()


def keep_working(stop: threading.Event) -> None:
    """Run the worker as a process of its own, and again when it ends unasked."""
    while not stop.is_set():
        helper = subprocess.Popen([sys.executable, "-m", "diaspora_commons.worker"])
        while helper.poll() is None and not stop.wait(0.5):
            pass
        if stop.is_set():
            end(helper)
        else:
            log.error("worker_ended", code=helper.returncode)
            stop.wait(2)


def end(helper: subprocess.Popen[bytes]) -> None:
    helper.terminate()
    try:
        helper.wait(timeout=15)
    except subprocess.TimeoutExpired:
        helper.kill()


if __name__ == "__main__":
    run()
