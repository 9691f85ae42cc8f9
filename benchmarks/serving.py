"""Servers on this machine, started for a measurement and ended after it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
PORT = "PORT"
THREADS = "4"
"""As many as the site's own server gives a web process."""


@dataclass(frozen=True)
class Server:
    """Where it answers, and how many bytes its processes hold."""

    port: int
    process: psutil.Process

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def memory(self) -> list[tuple[str, int, int]]:
        """(what, resident bytes, bytes with what is shared divided among its users) of each process."""
        held = [("parent", self.process.memory_full_info())]
        held += [(role(one), one.memory_full_info()) for one in self.process.children(recursive=True)]
        return [(what, full.rss, getattr(full, "pss", full.uss)) for what, full in held]


def role(child: psutil.Process) -> str:
    words = " ".join(child.cmdline())
    if "diaspora_commons.worker" in words:
        return "worker"
    return "helper" if "resource_tracker" in words else "web process"


def granian(app: str, **environment: str) -> AbstractContextManager[Server]:
    """One web process of granian, as the site would have it."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--workers", "1"]
    return started([*command, "--blocking-threads", THREADS, "--no-log", app, "--port", PORT], environment)


def commons(*words: str) -> list[str]:
    return [sys.executable, "-m", "diaspora_commons.cli", *words]


@contextmanager
def started(command: list[str], environment: dict[str, str]) -> Iterator[Server]:
    """Run it on a free port (the word `PORT`, and in `COMMONS_PORT`) until the measurement is done."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    paths = os.pathsep.join([str(ROOT / "platform"), str(ROOT / "benchmarks")])
    clean = {name: value for name, value in os.environ.items() if not name.startswith("COMMONS_")}
    environment = clean | environment | {"PYTHONPATH": paths, "COMMONS_PORT": str(port)}
    command = [str(port) if word == PORT else word for word in command]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield Server(port, psutil.Process(process.pid))
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def wait_for(port: int, process: "subprocess.Popen[bytes]", patience: float = 60) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"no server came up at port {port}")
