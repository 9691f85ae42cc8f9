"""Serving: granian's web processes and, beside them, one worker that is started again should it die.

Run as a program of its own, so that the web processes, which are forked from it, share what they all need and carry
nothing of the command line.
"""

import gc
import mmap
import os
import signal
import sys
import threading
import time

import structlog
from flask import Flask
from granian import Granian
from granian.constants import Interfaces

from diaspora_commons import web
from diaspora_commons.kernel import parent
from diaspora_commons.kernel.languages import LANGUAGES
from diaspora_commons.kernel.reception import Reception
from diaspora_commons.kernel.settings import Settings, settings
from diaspora_commons.search import engine

log = structlog.get_logger()
THREADS = 4
"""Requests that one web process works on at a time."""
BODIES = 96
"""Bodies that one web process awaits at a time; each has a thread that waits, and nothing else."""
came_up = mmap.mmap(-1, 1)
"""One byte shared with the web processes: whether one of them was ready to answer."""
ROOMS = ("/", "/initiatives", "/organisations", "/library", "/courses", "/events", "/search?q=water", "/ask?q=hello")
FIRST_READ = [f"/{language}{room}" for language in LANGUAGES for room in ROOMS]
made: list[Flask] = []
"""The app that was made before the web processes were forked."""


def run() -> None:
    """Serve until told to stop; requests in flight are finished, and the worker ends after the batch in hand."""
    chosen = settings()
    began = time.perf_counter()
    make_ready()
    if "--greet" in sys.argv:
        print(f"  Getting ready to answer … {time.perf_counter() - began:.1f} s")  # noqa: T201
        print(chosen.greeting.read_text(encoding="utf-8"), flush=True)  # noqa: T201
    stop = threading.Event()
    keeper = threading.Thread(target=keep_working, args=(stop,), name="worker's keeper")
    keeper.start()
    try:
        keep_serving(chosen)
    finally:
        stop.set()
        keeper.join()


def keep_serving(chosen: Settings) -> None:
    """Granian replaces a web process that dies, but ends altogether when the same dies twice within seconds, though
    others serve well. Begin anew then, unless they do not even come up."""
    while True:
        came_up[0] = 0
        server = Granian(
            "diaspora_commons.server:create_app",
            factory=True,
            interface=Interfaces.WSGI,
            address=chosen.host,
            port=chosen.port,
            workers=chosen.workers,
            blocking_threads=2 * THREADS + BODIES,
            respawn_failed_workers=True,
            workers_kill_timeout=10,
            websockets=False,
            log_enabled=chosen.log_level == "debug",
        )
        try:
            server.serve()
            return
        except SystemExit:
            if server.interrupt_signal or not came_up[0]:
                raise
            log.error("web_ended")  # noqa: TRY400  the stack is ours and says nothing


def create_app() -> Flask:
    """The app of a web process, which ends when the server was killed: else it would answer beside the next one."""
    parent.follow(os.getppid(), lambda: os.kill(os.getpid(), signal.SIGTERM))
    app = made.pop() if made else web.create_app()
    app.wsgi_app = Reception(app.wsgi_app, THREADS, BODIES, app.config["MAX_CONTENT_LENGTH"])  # type: ignore[method-assign]
    came_up[0] = 1
    threading.Thread(target=engine.is_ready, daemon=True, name="warming").start()
    return app


def make_ready() -> None:
    """Make the app and all that is made once a process before the web processes are forked: memory that nobody writes
    to is then theirs together, and no visitor waits for it. What is open is closed first: no file, no connection to
    the database and no position in either is shared.
    """
    app = web.create_app()
    warm(app)
    engine.engine().close()
    app.extensions["page_cache"].generation.close()
    app.extensions["engine"].dispose()
    made.append(app)
    gc.collect()
    gc.freeze()


def warm(app: Flask) -> None:
    """Read what everybody reads first."""
    reader = app.test_client()
    for path in FIRST_READ:
        try:
            reader.get(path, base_url=settings().address).close()
        except Exception:
            log.exception("warming", path=path)


def keep_working(stop: threading.Event) -> None:
    """Run the worker as a process of its own, and again when it ends unasked."""
    while not stop.is_set():
        pid = start_worker()
        while (code := code_of(pid)) is None and not stop.wait(0.5):
            pass
        if code is None:
            end(pid)
        else:
            log.error("worker_ended", code=code)
            stop.wait(2)


def start_worker() -> int:
    """Its process id. Not by `subprocess`, which waits for a pipe to close: a web process that is forked in the same
    moment holds the pipe open for as long as it lives, and nobody would notice that the worker died."""
    words = [sys.executable, "-m", "diaspora_commons.worker", "--of", str(os.getpid())]
    return os.posix_spawn(sys.executable, words, os.environ)


def code_of(pid: int) -> int | None:
    """The exit code of a child that has ended; None while it runs."""
    done, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if done else None


def end(pid: int, patience: float = 15) -> None:
    """Let it finish the batch in hand; be firm with one that does not come to an end."""
    os.kill(pid, signal.SIGTERM)
    until = time.monotonic() + patience
    while code_of(pid) is None:
        if time.monotonic() > until:
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.05)


if __name__ == "__main__":
    from diaspora_commons import server  # under its own name, by which the web processes know it too

    server.run()
