"""SIGTERM while people work: what was acknowledged is there after the restart, and the stop itself is clean.

How many requests a stop cuts is a figure of `benchmarks/faults/stops.py`: one that waits to be accepted cannot be told
from one that is worked on.
"""

import stops


def test_a_restart_loses_nothing_that_was_acknowledged(site):
    site.start()
    seen = stops.restart(site, rounds=3)
    assert seen["acknowledged writes"] > 5
    assert seen["stopped by an error"] == []
    assert seen["lost"] == []
