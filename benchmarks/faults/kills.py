"""kill -9: web processes, the worker and the whole server die at random moments while people work.

    python benchmarks/faults/kills.py [--kills 100] [--postgresql]

Afterwards nothing that was acknowledged may be missing, nothing may be half written, the ledger must be whole, and the
index and the letters must agree with the database.
"""

import argparse
import random
import tempfile
import time
from collections import Counter
from pathlib import Path

from postgres import server
from running import Site
from work import Crew, drained, forget_leases, half_written, lost, strike, wrong_letters


def kill(site: Site, kills: int, writes: int = 30, seed: int = 1) -> dict[str, object]:
    """Strike so many times, each after up to `writes` more acknowledged ones and a moment, so that no step is safe."""
    choice = random.Random(seed)
    struck: Counter[str] = Counter()
    with Crew(site) as crew:
        for _ in range(kills):
            wanted, until = crew.written() + choice.randint(1, writes), time.monotonic() + 15
            while crew.written() < wanted and time.monotonic() < until:
                time.sleep(0.01)
            time.sleep(choice.uniform(0, 0.05))
            struck[strike(site, choice)] += 1
        site.wait()
    record = crew.record
    return {
        "kills": dict(struck),
        "acknowledged writes": sum(record.writes.values()),
        "cut off, sent again": record.cut,
        "answers": dict(record.statuses),
        "people who were stopped by an error": crew.faults,
        "lost": lost(site, record),
    }


def aftermath(site: Site) -> dict[str, object]:
    """What is wrong once everything has followed; every value must be empty."""
    code, said = site.commons("doctor")
    agrees, differing = site.commons("search", "check")
    return {
        "half written": half_written(site),
        "doctor": [line for line in said.splitlines() if line.startswith("BAD")] if code else [],
        "index": differing.splitlines() if agrees else [],
        "letters": wrong_letters(site),
    }


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--kills", type=int, default=100)
    words.add_argument("--postgresql", action="store_true")
    chosen = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="commons-kills-") as folder, server(chosen.postgresql) as url:
        site = Site(Path(folder) / "instance", url).fill().start()
        try:
            for name, value in kill(site, chosen.kills).items():
                print(f"{name:<38}{value}", flush=True)
            forget_leases(site)
            print(f"{'outbox empty after':<38}{drained(site):.1f} s", flush=True)
            for name, value in aftermath(site).items():
                print(f"{name:<38}{value or 'nothing wrong'}", flush=True)
        finally:
            site.stop()


if __name__ == "__main__":
    main()
