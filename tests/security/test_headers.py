"""The headers and cookies of every kind of page, as a site behind https sends them."""

import pytest
from sqlalchemy import Engine

from diaspora_commons.accounts import sessions
from diaspora_commons.kernel.database import db, make_session
from diaspora_commons.kernel.settings import Settings
from diaspora_commons.web import create_app

SITE = "https://commons.example.org"
PAGES = (
    "/", "/en/", "/en/initiatives", "/en/search?q=seeds", "/en/ask?q=seeds", "/en/sign-in", "/en/register", "/en/desk",
    "/en/nothing", "/api/v1/search?q=seeds", "/api/v1/nothing", "/robots.txt", "/sitemap.xml", "/healthz",
    "/en/feeds/initiatives.atom", "/en/events/calendar.ics", "/static/css/tokens.css", "/uploads/none.webp",
)  # fmt: skip


@pytest.fixture
def site(clean, world, database_url):
    """A second app on the same world, whose base address is https."""
    bind: Engine = make_session.kw["bind"]
    app = create_app(Settings(base_url=SITE, database_url=database_url))
    app.testing = True
    make_session.configure(bind=bind)
    client = app.test_client()
    key = sessions.open_for(world.amina, "test")
    db.commit()
    client.key = key
    yield client
    app.extensions["page_cache"].generation.close()
    app.extensions["engine"].dispose()


def come_in(site):
    with site.session_transaction(base_url=SITE) as session:
        session.update({"_user_id": site.key, "csrf_token": "t"})


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("signed_in", [False, True])
def test_every_answer_says_how_it_may_be_used(site, path, signed_in):
    if signed_in:
        come_in(site)
    with site.get(path, base_url=SITE) as answer:
        says = answer.headers
    policy = dict(part.split(" ", 1) for part in says["Content-Security-Policy"].split("; "))
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in says["Content-Security-Policy"]
    assert says["Strict-Transport-Security"].startswith("max-age=63072000")
    assert says["X-Content-Type-Options"] == "nosniff"
    assert says["X-Frame-Options"] == "DENY"
    assert says["Referrer-Policy"] in ("same-origin", "strict-origin", "no-referrer")
    assert says["Cross-Origin-Opener-Policy"] == says["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in says
    if signed_in and not path.startswith(("/static", "/uploads")):
        assert says["Cache-Control"] == "no-store"
        assert "Cookie" in says["Vary"]


def test_the_cookie_is_bound_to_this_site_and_hidden_from_scripts(site, world):
    come_in(site)
    answer = site.post("/en/account", base_url=SITE, headers={"Origin": SITE},
                       data={"csrf_token": "t", "name": "Amina", "language": "fr", "zone": "UTC"})  # fmt: skip
    assert answer.status_code == 303
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-commons=")
    for mark in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert mark in cookie
    assert "Domain" not in cookie


def test_a_page_of_somebody_is_never_given_to_another(site):
    """Whoever asks first, by whatever verb or part: the kept page is the visitors'."""
    for path in ("/en/", "/en/initiatives", "/en/search?q=seeds"):
        come_in(site)
        mine = site.get(path, base_url=SITE)
        site.delete_cookie("__Host-commons", domain="commons.example.org")
        theirs = site.get(path, base_url=SITE)
        assert "Amina" in mine.text
        assert "Amina" not in theirs.text
        assert "Set-Cookie" not in theirs.headers
        assert site.head(path, base_url=SITE).data == b""
        come_in(site)
        again = site.get(path, base_url=SITE, headers={"If-None-Match": theirs.headers["ETag"], "Range": "bytes=0-9"})
        assert again.status_code == 200
        assert "Amina" in again.text
        site.delete_cookie("__Host-commons", domain="commons.example.org")


def test_a_foreign_name_reaches_no_kept_page(site):
    assert site.get("/en/", base_url=SITE).status_code == 200
    for name in ("elsewhere.example", "commons.example.org.elsewhere.example", "commons.example.org@elsewhere.example"):
        assert site.get("/en/", base_url=SITE, headers={"Host": name}).status_code == 400
    forwarded = site.get("/en/", base_url=SITE, headers={"X-Forwarded-Host": "elsewhere.example"})
    assert "elsewhere" not in forwarded.text
