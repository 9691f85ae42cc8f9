"""Every route says who may come in, and every unsafe one refuses what does not come from our own pages."""

import re

import pytest

from diaspora_commons.kernel.access import access_of

KNOWN = {
    "public",
    "public, personal",
    "public, not kept",
    "signed in",
    "staff: editor",
    "staff: moderator",
    "staff: administrator",
}


def test_every_route_says_who_may_come_in(app):
    silent = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and access_of(app.view_functions[rule.endpoint]) not in KNOWN
    ]
    assert silent == []


def test_pages_stand_under_their_language(app):
    outside = {"/healthz", "/readyz", "/robots.txt", "/favicon.ico"}
    bare = [
        r.rule
        for r in app.url_map.iter_rules()
        if not r.rule.startswith(("/<language:lang>", "/api/v1/", "/static/", "/sitemap", "/uploads/", "/verify/"))
        and r.rule not in outside
    ]
    assert bare == []


def unsafe_paths(app):
    for rule in app.url_map.iter_rules():
        if rule.methods & {"POST", "PUT", "PATCH", "DELETE"} and not rule.rule.startswith("/api/"):
            yield re.sub(r"<(?:\w+:)?(\w+)>", lambda m: "en" if m[1] == "lang" else "1", rule.rule)


def test_a_form_from_elsewhere_is_refused_everywhere(app, client, world):
    for person in (None, world.amina, world.emre):
        if person:
            client.sign_in(person)
        for path in unsafe_paths(app):
            foreign = client.post(
                path, {"csrf_token": "guess"}, forged=True, headers={"Origin": "https://elsewhere.example"}
            )
            assert foreign.status_code == 403, path
            if person:
                tokenless = client.post(path, {}, forged=True, headers={"Origin": "http://localhost"})
                assert tokenless.status_code == 403, path


@pytest.mark.parametrize("path", ["/", "/initiatives", "/search?q=x"])
def test_a_bare_address_leads_to_the_readers_language(client, path):
    answer = client.get(path, headers={"Accept-Language": "ar,en;q=0.5"})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/ar")
    assert "Accept-Language" in answer.headers["Vary"]


def test_a_slash_too_many_leads_to_the_page_without_it(client, world):
    for path, place in {
        "/en/organisations/": "/en/organisations", "/ar/search/?q=%D8%A8%20x&page=2": "/ar/search?q=%D8%A8%20x&page=2",
        f"/fr/organisations/{world.sahel.slug}/": f"/fr/organisations/{world.sahel.slug}",
        "/api/v1/search/": "/api/v1/search",
    }.items():  # fmt: skip
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (308, place)
    assert client.get("/initiatives/", headers={"Accept-Language": "es"}).headers["Location"] == "/es/initiatives"
    for path in ("/en/nothing/", "/en/sign-out/", "/api/nothing/"):
        assert client.get(path).status_code == 404, path
    assert client.post("/en/sign-in/", {}).status_code == 404
    for path in ("//elsewhere.example/", "//elsewhere.example/en/", "/%5Celsewhere.example/", "///en/organisations//"):
        assert client.get(path).headers.get("Location", "/en/").startswith(("/en/", "http://localhost/en/")), path


def test_a_host_that_is_not_ours_is_refused(client):
    assert client.get("/en/", headers={"Host": "elsewhere.example"}).status_code == 400


def test_a_visitor_is_given_no_cookie(app, client, world):
    for path in (
        "/en/",
        "/en/sign-in",
        "/en/register",
        "/en/search?q=seeds",
        "/en/ask?q=hello",
        "/en/initiatives",
        "/en/desk",
    ):
        assert "Set-Cookie" not in client.get(path).headers, path
