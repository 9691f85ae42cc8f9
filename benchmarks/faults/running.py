"""A small site of its own, as `commons serve` runs it: started, killed, stopped and looked into from outside."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

ROOT = Path(__file__).resolve().parents[2]
FILL = """
from diaspora_commons import history
from diaspora_commons.demo import cast
from diaspora_commons.kernel import demo, generations, outbox, unit_of_work
from diaspora_commons.search import engine
from diaspora_commons.web import create_app
app = create_app()
history.upgrade(app.extensions["engine"])
with app.app_context():
    secret = cast.password_hash()
    with unit_of_work.writing():
        outbox.post("search", *cast.add(secret))
        demo.mark_loaded()
        generations.bump("public")
    engine.catch_up()
"""
"""The cast and their two organisations are all that a fault needs."""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Site:
    """An instance in a folder, on a port, with a server that comes and goes."""

    def __init__(self, folder: Path, database_url: str = "", **settings: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.database_url = database_url or f"sqlite:///{folder / 'commons.db'}"
        clean = {name: value for name, value in os.environ.items() if not name.startswith("COMMONS_")}
        self.environment = clean | {
            "PYTHONPATH": str(ROOT / "platform"),
            "PYTHONWARNINGS": "ignore",
            "COMMONS_INSTANCE": str(folder),
            "COMMONS_SEARCH_INDEX": str(folder / "index"),
            "COMMONS_DATABASE_URL": self.database_url,
            "COMMONS_PORT": str(self.port),
            "COMMONS_LOG_LEVEL": "warning",
            **settings,
        }
        self.process: subprocess.Popen[bytes] | None = None
        self.log = folder / "server.log"

    def run(self, *command: str, patience: float = 90) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, *command], cwd=self.folder, env=self.environment, check=False, capture_output=True,
            text=True, timeout=patience,
        )  # fmt: skip

    def commons(self, *words: str) -> tuple[int, str]:
        """Run the command; its exit code and all that it said."""
        done = self.run("-m", "diaspora_commons.cli", *words)
        return done.returncode, done.stdout + done.stderr

    def fill(self) -> "Site":
        self.folder.mkdir(parents=True, exist_ok=True)
        done = self.run("-c", FILL)
        assert done.returncode == 0, done.stderr
        return self

    def start(self, *command: str) -> "Site":
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command or [sys.executable, "-m", "diaspora_commons.server"], cwd=self.folder, env=self.environment,
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.wait()
        return self

    def wait(self, patience: float = 60) -> None:
        until = time.monotonic() + patience
        while not self.answers():
            if time.monotonic() > until or (self.process is not None and self.process.poll() is not None):
                raise RuntimeError(f"no server came up: {self.log.read_text()[-2000:]}")
            time.sleep(0.05)

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 2) as connection:
                connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                return connection.recv(12) == b"HTTP/1.1 200"
        except OSError:
            return False

    def processes(self) -> dict[str, list[psutil.Process]]:
        """The server's children by what they do."""
        found: dict[str, list[psutil.Process]] = {"web": [], "worker": []}
        if self.process is not None and self.process.poll() is None:
            for child in psutil.Process(self.process.pid).children():
                with suppress(psutil.Error):
                    words = child.cmdline()
                    found["worker" if "diaspora_commons.worker" in words else "web"].append(child)
        return found

    def stop(self) -> int | None:
        """Ask it to end; its exit code."""
        if self.process is None:
            return None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()
        code, self.process = self.process.returncode, None
        return code

    def kill(self) -> None:
        """Kill all of it at once, as a power cut does to processes."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def ask(self, statement: str, **values: Any) -> list[Any]:
        """Rows of the database, read by a connection of its own."""
        return self.tell(statement, **values) or []

    def tell(self, statement: str, **values: Any) -> list[Any] | None:
        url = make_url(self.database_url)
        if url.get_backend_name() == "postgresql":
            url = url.set(drivername="postgresql+psycopg")
        engine = create_engine(url)
        try:
            with engine.begin() as connection:
                done = connection.execute(text(statement), values)
                return list(done.all()) if done.returns_rows else None
        finally:
            engine.dispose()


@contextmanager
def running(folder: Path, database_url: str = "", **settings: str) -> Iterator[Site]:
    """A filled site that serves until the block ends."""
    site = Site(folder, database_url, **settings).fill()
    try:
        yield site.start()
    finally:
        site.stop()
