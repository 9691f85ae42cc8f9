"""Asks a server for many addresses, as fast as it answers: by wrk where it is, else by threads of our own."""

import http.client
import json
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

CONNECTIONS = 8

SCRIPT = """
local addresses, at = {}, 0
for line in io.lines("%s") do addresses[#addresses + 1] = line end
local headers = {["Accept-Encoding"] = "gzip", ["Accept"] = "text/html", ["Cookie"] = %s}
request = function()
  at = at %% #addresses + 1
  return wrk.format("GET", addresses[at], headers)
end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format('\\nFIGURES{"requests":%%d,"microseconds":%%d,"p50":%%f,"p99":%%f,"bytes":%%d,"faults":%%d}\\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), summary.bytes,
    e.connect + e.read + e.write + e.status + e.timeout))
end
"""


@dataclass(frozen=True)
class Figures:
    """What came of it; times in milliseconds."""

    rate: float
    p50: float
    p99: float
    faults: int
    addresses: int


def ask(address: str, paths: Sequence[str], seconds: float, cookie: str | None = None) -> Figures:
    """Ask for the paths, one after the other and again, on several connections."""
    return (
        by_wrk(address, paths, seconds, cookie) if shutil.which("wrk") else by_threads(address, paths, seconds, cookie)
    )


def ask_once(address: str, paths: Sequence[str], cookie: str | None = None) -> Figures:
    """Ask for each path once, on one connection: what the first reader of a page waits for."""
    connection, times, faults = connect(address), [], 0
    for path in paths:
        began = time.perf_counter()
        faults += get(connection, path, cookie) >= 400
        times.append(1000 * (time.perf_counter() - began))
    connection.close()
    return figures_of(times, sum(times) / 1000, faults, len(paths))


def by_wrk(address: str, paths: Sequence[str], seconds: float, cookie: str | None) -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        listed, script = Path(folder) / "paths", Path(folder) / "load.lua"
        listed.write_text("\n".join(paths) + "\n", encoding="utf-8")
        script.write_text(SCRIPT % (listed, json.dumps(cookie) if cookie else "nil"), encoding="utf-8")
        options = ["-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "--timeout", "10s"]
        done = subprocess.run(["wrk", *options, "-s", script, address], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout.split("FIGURES")[1])
    rate = told["requests"] / (told["microseconds"] / 1e6)
    return Figures(rate, told["p50"] / 1000, told["p99"] / 1000, told["faults"], len(paths))


def by_threads(address: str, paths: Sequence[str], seconds: float, cookie: str | None) -> Figures:
    times: list[float] = []
    faults: list[int] = []
    turn = count()
    until = time.perf_counter() + seconds

    def reader() -> None:
        connection = connect(address)
        while (began := time.perf_counter()) < until:
            status = get(connection, paths[next(turn) % len(paths)], cookie)
            times.append(1000 * (time.perf_counter() - began))
            if status >= 400:
                faults.append(status)
        connection.close()

    readers = [threading.Thread(target=reader) for _ in range(CONNECTIONS)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    return figures_of(times, seconds, len(faults), len(paths))


def connect(address: str) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)


def get(connection: http.client.HTTPConnection, path: str, cookie: str | None) -> int:
    headers = {"Accept-Encoding": "gzip", "Accept": "text/html"} | ({"Cookie": cookie} if cookie else {})
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    response.read()
    return response.status


def figures_of(times: list[float], seconds: float, faults: int, addresses: int) -> Figures:
    cuts = statistics.quantiles(times, n=100) if len(times) > 1 else times * 99
    return Figures(len(times) / seconds, cuts[49], cuts[98], faults, addresses)
