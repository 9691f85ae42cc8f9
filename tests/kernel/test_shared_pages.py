"""A page that is the same for everybody is the visitors' page, whoever asks; only the menu and the notices differ."""

import re

from diaspora_commons.kernel.access import access_of


def bare(text):
    return re.sub(r"(?s)<!--(mine|notices)-->.*?<!--/\1-->", "", text)


def test_every_shared_page_is_the_visitors_page(app, client, world):
    world.published()
    world.initiative("Only a draft")
    pages = [
        f"/en{rule.rule.removeprefix('/<language:lang>')}"
        for rule in app.url_map.iter_rules()
        if access_of(app.view_functions[rule.endpoint]) == "public" and rule.rule.startswith("/<language:lang>")
    ]
    plain = [path for path in pages if "<" not in path]
    assert len(plain) > 8
    visitors = {path: client.get(path).text for path in plain}
    for person in world.cast:
        client.sign_in(person)
        for path in plain:
            assert bare(client.get(path).text) == bare(visitors[path]), (person.name, path)


def test_the_menu_is_ones_own(client, world):
    assert "Amina" not in client.get("/en/library").text
    amina = client.sign_in(world.amina).get("/en/library").text
    for words in ("Amina", "My desk", "My initiatives", "My organisations"):
        assert words in amina
    second = client.sign_in(world.bao).get("/en/library").text
    assert "Bao" in second
    assert "Amina" not in second


def test_a_page_made_for_a_person_is_never_given_to_a_visitor(client, world):
    client.sign_in(world.amina).get("/en/courses")
    assert "Amina" not in client.sign_out().get("/en/courses").text


def test_who_is_signed_in_reads_the_page_that_a_visitor_left(app, client, world):
    client.get("/en/library")
    kept = len(app.extensions["page_cache"].kept)
    answer = client.sign_in(world.amina).get("/en/library")
    assert "Amina" in answer.text
    assert len(app.extensions["page_cache"].kept) == kept
    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_it_is_never_stored_on_the_way(client, world):
    answer = client.sign_in(world.amina).get("/en/library")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in answer.headers


def test_a_profile_is_the_visitors_page_for_who_has_no_part_in_it(app, client, world):
    published = world.published(partners=[world.ponte])
    listed = world.organisation("Listed only")
    client.sign_in(world.bao).post(f"/en/organisations/{listed.slug}/claim", {"evidence": "My name is on the site."})
    client.sign_out()
    pages = {
        f"/en/organisations/{world.sahel.slug}": {world.amina, world.dalia},
        f"/en/initiatives/{published.slug}": {world.amina, world.dalia},
        f"/en/organisations/{listed.slug}": {world.bao, world.dalia},
    }
    for path, involved in pages.items():
        visitors = client.get(path).text
        for person in (world.amina, world.ines, world.bao, world.dalia):
            kept = dict(app.wsgi_app.kept)
            page = client.sign_in(person).get(path).text
            assert app.wsgi_app.kept == kept
            assert (bare(page) == bare(visitors)) == (person not in involved), (path, person.name)
        client.sign_out()
