"""Visitors' pages are kept until something public changes; nobody else's ever are."""

import gzip
from itertools import count

import pytest
from flask import Flask, g, session

from diaspora_commons.kernel.page_cache import PageCache


@pytest.fixture
def site(tmp_path):
    app = Flask("site", static_folder=None)
    app.secret_key = "x"
    made = count(1)
    numbers = [1]

    @app.get("/page")
    def page():
        g.access = "public"
        return f"<p>{next(made)}</p>" + "words " * 300

    @app.get("/form")
    def form():
        g.access = "public, not kept"
        return f"{next(made)}"

    @app.get("/in")
    def sign_in():
        session["_user_id"] = "key"
        g.access = "public"
        return f"{next(made)}"

    @app.get("/gone")
    def gone():
        g.access = "public"
        return f"{next(made)}", 404

    app.wsgi_app = PageCache(app, lambda: numbers[0], tmp_path)
    app.numbers = numbers
    return app


def test_a_visitors_page_is_made_once(site):
    client = site.test_client()
    assert client.get("/page").text == client.get("/page").text


def test_a_public_change_makes_it_anew(site):
    client = site.test_client()
    before = client.get("/page").text
    site.numbers[0] += 1
    assert client.get("/page").text != before


@pytest.mark.parametrize("path", ["/form", "/in", "/gone"])
def test_forms_sessions_and_errors_are_not_kept(site, path):
    assert site.test_client().get(path).text != site.test_client().get(path).text


def test_whoever_is_signed_in_is_given_a_page_of_their_own(site):
    visitor, person = site.test_client(), site.test_client()
    kept = visitor.get("/page").text
    person.get("/in")
    assert person.get("/page").text != kept
    assert visitor.get("/page").text == kept


def test_a_browser_that_has_the_page_is_told_so(site):
    client = site.test_client()
    tag = client.get("/page").headers["ETag"]
    again = client.get("/page", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_a_browser_that_can_is_given_it_compressed(site):
    client = site.test_client()
    plain = client.get("/page")
    small = client.get("/page", headers={"Accept-Encoding": "gzip"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert len(small.data) < len(plain.data)
    assert "Accept-Encoding" in small.headers["Vary"]


def test_a_page_is_kept_once_for_all_readers(site):
    client = site.test_client()
    plain = client.get("/page")
    small = client.get("/page", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(small.data) == plain.data
    assert len(site.wsgi_app.kept) == 1
    assert next(iter(site.wsgi_app.kept.values())).place.length == len(small.data)


def test_what_is_packed_and_what_is_not_have_tags_of_their_own(site):
    client = site.test_client()
    plain = client.get("/page").headers["ETag"]
    small = client.get("/page", headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    assert plain != small
    asks = {"If-None-Match": plain}
    assert client.get("/page", headers=asks).status_code == 304
    assert client.get("/page", headers={**asks, "Accept-Encoding": "gzip"}).status_code == 200


def test_the_oldest_pages_leave_when_the_room_is_full(site, monkeypatch):
    monkeypatch.setattr("diaspora_commons.kernel.page_cache.MOST_BYTES", 5000)
    client = site.test_client()
    first = client.get("/page?1").text
    for n in range(2, 8):
        client.get(f"/page?{n}")
    assert client.get("/page?1").text != first
    assert site.wsgi_app.size <= 5000


def test_head_is_answered_without_a_body(site):
    client = site.test_client()
    client.get("/page")
    assert client.head("/page").data == b""


@pytest.mark.parametrize(
    ("accepts", "is_short"),
    [("gzip", True), ("gzip, deflate, br", True), ("br;q=1, gzip;q=0.5", True), ("gzip;q=0", False), ("br", False),
     ("gzip;q=-1", False), ("gzip;q=0.0,br", False), ("xgzip", False), ("", False)],
)  # fmt: skip
def test_a_page_is_shortened_for_who_can_read_it(site, accepts, is_short):
    answer = site.test_client().get("/page", headers={"Accept-Encoding": accepts})
    assert (answer.headers.get("Content-Encoding") == "gzip") is is_short


def test_a_full_disk_only_means_that_pages_are_made_anew(site, monkeypatch):
    monkeypatch.setattr("os.pwrite", lambda *_: 0)
    client = site.test_client()
    assert client.get("/page").status_code == 200
    assert client.get("/page").text != client.get("/page").text
    assert site.wsgi_app.size == 0


def test_a_page_leaves_with_its_place_on_the_shelf(site):
    site.wsgi_app.shelf.room = 200
    client = site.test_client()
    for n in range(8):
        page = client.get(f"/page?{n}").text
        assert client.get(f"/page?{n}").text == page
    assert 0 < len(site.wsgi_app.kept) == len(site.wsgi_app.shelf.lying) < 8
