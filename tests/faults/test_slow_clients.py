"""Who sends slowly waits alone."""

import slow_clients
from people import Somebody, content, version_on


def test_others_read_and_write_while_many_never_finish_what_they_send(site):
    site.start()
    amina, visitor = Somebody(site.port, patience=25).sign_in("amina"), Somebody(site.port, patience=25)
    place = amina.post(
        "/en/initiatives/new", {"organisation": "sahel-roots", "title": "Slow seeds", "language": "en"}
    ).where
    with slow_clients.slow(site, headers=100, bodies=30):
        for number in range(5):
            assert visitor.get(f"/en/search?q=seeds+{number}").status == 200
            version = version_on(amina.get(place).text)
            assert amina.post(place, content(number, version)).status == 303


def test_a_long_text_arrives_whole(site):
    site.start()
    amina = Somebody(site.port).sign_in("amina")
    answer = amina.post("/en/initiatives/new", {"title": "x" * 300_000 + "end", "organisation": "sahel-roots"})
    assert answer.status == 422
    assert "xend" in answer.text
