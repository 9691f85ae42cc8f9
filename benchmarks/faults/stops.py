"""SIGTERM while people work: how many requests that had found a server were cut.

python benchmarks/faults/stops.py [--rounds 20]
"""

import argparse
import tempfile
import time
from pathlib import Path

from running import Site, running
from work import Crew, drained, lost


def restart(site: Site, rounds: int) -> dict[str, object]:
    """Stop and start again under load; what was cut, and how long the stops took."""
    took = []
    with Crew(site, is_brief=True) as crew:
        for _ in range(rounds):
            wanted, until = crew.written() + 5, time.monotonic() + 15
            while crew.written() < wanted and time.monotonic() < until:
                time.sleep(0.01)
            began = time.monotonic()
            code = site.stop()
            took.append(time.monotonic() - began)
            assert code == 0, code
            site.start()
    drained(site)
    return {
        "acknowledged writes": sum(crew.record.writes.values()),
        "cut in flight": crew.record.in_flight,
        "stopped by an error": crew.faults,
        "lost": lost(site, crew.record),
        "longest stop, seconds": round(max(took), 2),
    }


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--rounds", type=int, default=20)
    chosen = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="commons-stops-") as folder, running(Path(folder) / "instance") as site:
        for name, value in restart(site, chosen.rounds).items():
            print(f"{name:<38}{value if value != [] else 'none'}", flush=True)


if __name__ == "__main__":
    main()
