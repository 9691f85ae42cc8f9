"""SIGTERM while people work: what is in flight is finished."""

import stops


def test_a_restart_cuts_no_request_in_flight(site):
    site.start()
    seen = stops.restart(site, rounds=3)
    assert seen["cut in flight"] == []
    assert seen["stopped by an error"] == []
    assert seen["lost"] == []
