"""Clients that send their request drop by drop, or never to the end, while others read and write.

python benchmarks/faults/slow_clients.py [--headers 100] [--bodies 30] [--seconds 8]
"""

import argparse
import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from people import Somebody, content, version_on
from running import Site, running

HEAD = "GET /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
BODY = (
    "POST /en/sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1:{port}\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\nemail="
)


@contextmanager
def slow(site: Site, headers: int, bodies: int) -> Iterator[list[socket.socket]]:
    """Connections that say a little more each second."""
    stop = threading.Event()
    held: list[socket.socket] = []
    for number in range(headers + bodies):
        connection = socket.create_connection(("127.0.0.1", site.port), 5)
        connection.sendall((HEAD if number < headers else BODY).format(port=site.port).encode())
        held.append(connection)

    def drip() -> None:
        while not stop.wait(1):
            for number, connection in enumerate(held):
                try:
                    connection.sendall(b"X-A: b\r\n" if number < headers else b"a")
                except OSError:
                    continue

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        yield held
    finally:
        stop.set()
        thread.join()
        for connection in held:
            connection.close()


def p95(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1] * 1000 if len(seconds) > 1 else float("inf")


def others(site: Site, seconds: float) -> tuple[float, float]:
    """p95 in milliseconds of a visitor's reads and of an author's writes."""
    visitor, author = Somebody(site.port), Somebody(site.port).sign_in("amina")
    form = {"organisation": "sahel-roots", "title": "Slow seeds", "language": "en"}
    place = author.post("/en/initiatives/new", form).where
    reads: list[float] = []
    writes: list[float] = []
    until = time.monotonic() + seconds
    number = 0
    while time.monotonic() < until:
        number += 1
        began = time.perf_counter()
        assert visitor.get(f"/en/search?q=seeds+{number}").status == 200
        reads.append(time.perf_counter() - began)
        version = version_on(author.get(place).text)
        began = time.perf_counter()
        assert author.post(place, content(number, version)).status == 303
        writes.append(time.perf_counter() - began)
    visitor.leave()
    author.leave()
    return p95(reads), p95(writes)


def measure(site: Site, headers: int, bodies: int, seconds: float) -> list[tuple[str, float, float]]:
    """The others' reads and writes before, during and after."""
    rows = [("alone", *others(site, seconds))]
    with slow(site, headers, 0):
        rows.append((f"{headers} slow headers", *others(site, seconds)))
    with slow(site, 0, bodies):
        rows.append((f"{bodies} unfinished bodies", *others(site, seconds)))
    rows.append(("alone again", *others(site, seconds)))
    return rows


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--headers", type=int, default=100)
    words.add_argument("--bodies", type=int, default=30)
    words.add_argument("--seconds", type=float, default=8)
    chosen = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="commons-slow-") as folder, running(Path(folder) / "instance") as site:
        for what, reads, writes in measure(site, chosen.headers, chosen.bodies, chosen.seconds):
            print(f"{what:<24}reads p95 {reads:7.1f} ms   writes p95 {writes:7.1f} ms", flush=True)


if __name__ == "__main__":
    main()
