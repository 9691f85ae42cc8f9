"""The private log of misses: what is written down, when, and who sees it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.database import db
from diaspora_commons.search import engine, misses
from diaspora_commons.search.models import Miss, Wish


@pytest.fixture
def library(shelf, clean):
    shelf.put("Seeds for Kayes", facets={"country": ["ML"]})
    shelf.put("Market days", facets={"country": ["SN"]})
    engine.rebuild()


def noted():
    db.rollback()
    return {miss.words: miss.times for miss in db.scalars(select(Miss))}


def search(client, text, **more):
    return client.get("/en/search", query_string={"q": text, **more})


def test_a_search_that_finds_nothing_is_counted_by_its_folded_words(client, library):
    search(client, "Zébus  ZZQQ")
    search(client, "zebus zzqq")
    assert noted() == {"zebus zzqq": 2}


def test_it_is_counted_each_time_though_pages_are_kept(client, library):
    for _ in range(3):
        search(client, "zzqq")
    assert noted() == {"zzqq": 3}


def test_it_is_counted_when_somebody_is_signed_in_without_telling_who(client, world, library):
    client.sign_in(world.bao)
    search(client, "zzqq")
    search(client, "zzqq")
    assert noted() == {"zzqq": 2}
    assert set(Miss.__table__.columns.keys()) == {"id", "words", "language", "times", "last"}


def test_what_finds_something_or_is_only_narrowed_too_far_is_not_counted(client, library):
    search(client, "seeds")
    search(client, "seeds", country="SN")
    search(client, "zzqq", kind="event")
    search(client, "seeds -kayes")
    search(client, "")
    assert noted() == {}


@pytest.mark.parametrize("text", ["zzqq@example.org", "zzqq 0771234567", "https://zzqq.example", "www.zzqq.example"])
def test_what_may_tell_who_searched_is_not_written_down(client, library, text):
    search(client, text)
    assert noted() == {}


def test_programs_and_answers_without_an_index_are_not_counted(client, library, index):
    client.get("/api/v1/search?q=zzqq")
    (index / "CURRENT").unlink()
    search(client, "zzqq")
    assert noted() == {}


def test_a_fault_while_counting_is_nobodys_error(client, library, monkeypatch):
    monkeypatch.setattr(misses, "briefly", lambda: 1 / 0)
    assert client.get("/en/search?q=zzqq").status_code == 200


def keep(words, times, days=0):
    db.add(Miss(words=words, language="en", times=times, last=today() - timedelta(days=days)))
    db.commit()


def test_editors_see_what_failed_three_times_and_nobody_else_does(client, world, library):
    keep("asked often", 3)
    keep("asked twice", 2)
    client.sign_in(world.emre)
    page = client.get("/en/search/misses")
    assert "asked often" in page.text
    assert "asked twice" not in page.text
    for person in (world.bao, world.ines, None):
        client.sign_in(person) if person else client.sign_out()
        assert client.get("/en/search/misses").status_code == (404 if person else 302)


def test_an_editor_puts_aside_what_is_dealt_with_but_not_what_may_not_be_shown(client, world, library):
    keep("asked often", 3)
    keep("asked twice", 2)
    ids = {miss.words: miss.id for miss in db.scalars(select(Miss))}
    client.sign_in(world.bao)
    assert client.post(f"/en/search/misses/{ids['asked often']}/removal").status_code == 404
    client.sign_in(world.emre)
    assert client.post(f"/en/search/misses/{ids['asked often']}/removal").status_code == 303
    assert client.post(f"/en/search/misses/{ids['asked twice']}/removal").status_code == 404
    assert noted() == {"asked twice": 2}


def test_rare_words_are_forgotten_after_a_month_and_all_after_a_year(clean):
    keep("rare and old", 2, days=31)
    keep("rare and new", 2, days=29)
    keep("often and old", 3, days=364)
    keep("often and older", 9, days=366)
    misses.forget_old()
    assert noted_in_this_session() == {"rare and new", "often and old"}


def noted_in_this_session():
    return set(db.scalars(select(Miss.words)))


def test_there_is_an_end_to_what_is_kept(clean, monkeypatch):
    monkeypatch.setattr(misses, "MOST", 20)
    keep("asked often", 3, days=40)
    for number in range(30):
        misses.note(f"zz{number}", "en")
    assert len(noted()) <= 21
    assert "asked often" in noted()


def test_a_visitor_tells_what_was_sought_and_an_editor_reads_it(client, world, library):
    page = client.get("/en/search?q=zzqq")
    assert 'href="/en/search/wish?q=zzqq"' in page.text
    assert 'value="zzqq"' in client.get("/en/search/wish?q=zzqq").text
    assert client.post("/en/search/wish", {"asked": "zzqq", "said": "A <b>list</b> of wells."}).status_code == 303
    assert client.get("/en/search/wish/thanks").status_code == 200
    client.sign_in(world.emre)
    page = client.get("/en/search/misses")
    assert "A &lt;b&gt;list&lt;/b&gt; of wells." in page.text
    wish = db.scalar(select(Wish))
    assert client.post(f"/en/search/wishes/{wish.id}/removal").status_code == 303
    assert db.scalars(select(Wish)).all() == []


def test_an_empty_wish_is_asked_for_again_and_a_programs_is_not_kept(client, library):
    assert client.post("/en/search/wish", {"asked": "zzqq", "said": " "}).status_code == 422
    assert client.post("/en/search/wish", {"said": "Buy", "homepage": "x"}).status_code == 303
    assert db.scalars(select(Wish)).all() == []


def test_an_editor_sees_why_something_is_found(client, world, library):
    client.sign_in(world.emre)
    assert "/en/search/why?q=seeds" in client.get("/en/search?q=seeds").text
    page = client.get("/en/search/why?q=seeds")
    assert "Seeds for Kayes" in page.text
    assert "<code>en.seed</code>" in page.text
    assert "because it is in the reader" in page.text
    assert "because the title says just this" not in page.text
    assert "because the title says just this" in client.get("/en/search/why?q=kayes+seeds").text
    assert client.get("/en/search/why").status_code == client.get("/en/search/why?q=zzqq").status_code == 200
    client.sign_in(world.bao)
    assert client.get("/en/search/why?q=seeds").status_code == 404
    assert "/en/search/why" not in client.get("/en/search?q=seeds").text


def test_the_reasons_add_up_to_what_it_is_worth(library):
    from diaspora_commons.search.query import parse

    (it,) = engine.explain(parse("kayes"), "en")
    best = max(reason.worth for reason in it.reasons if reason.field in ("all", "exact", "ideas"))
    filed = max((reason.worth for reason in it.reasons if reason.field in ("labels", "facets")), default=0)
    assert it.hit.score == pytest.approx((best + filed) * it.gain, abs=0.01)
