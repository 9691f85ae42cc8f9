"""kill -9 while people work: what was acknowledged is there, whole, found and told once."""

import kills
from work import drained, forget_leases


def test_nothing_that_was_acknowledged_is_lost(each_site):
    each_site.start()
    seen = kills.kill(each_site, kills=8, writes=10)
    assert seen["people who were stopped by an error"] == []
    assert seen["lost"] == []
    assert seen["acknowledged writes"] > 20
    forget_leases(each_site)
    drained(each_site, patience=60)
    wrong = kills.aftermath(each_site)
    assert not any(wrong.values()), wrong
