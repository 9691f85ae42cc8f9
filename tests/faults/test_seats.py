"""More people than seats at once, on two processes: as many get one as there are, the others stand in line."""

import pytest

import seats


@pytest.fixture
def learners(each_site):
    """The site on two processes, and thirty who are signed in."""
    each_site.environment |= {"COMMONS_WORKERS": "2", "COMMONS_SECRET_KEY": "of this test"}
    each_site.start()
    return each_site, seats.crowd(each_site, 1, 30)


def test_seats_and_line_are_exact_however_many_click_at_once(learners):
    site, people = learners
    assert len(site.processes()["web"]) == 2
    found = seats.for_seats(site, people, 6)
    assert (found["wrong"], found["states"]) == ([], {"enrolled": 6, "waitlisted": 24})
    found = seats.all_leave(site, people, 5)
    assert (found["wrong"], found["promoted"]) == ([], 5)
    assert seats.come_and_go(site, people, 3)["wrong"] == []
    assert seats.one_clicks(site, people[0])["wrong"] == []
    assert "locked" not in site.log.read_text()
