"""The public list: narrowed, ordered, and with counts that reveal nothing."""

from sqlalchemy import event

from diaspora_commons.initiatives.models import State


def titles(client, query=""):
    text = client.get(f"/en/initiatives{query}").text
    return [title for title in ("Seeds", "Boats", "Schools") if f">{title}<" in text]


def test_it_is_narrowed_by_country_heritage_sector_and_goal(client, world):
    world.published("Seeds", tags={"country": ["ML"], "heritage": ["ML"], "sector": ["agriculture"], "sdg": ["2"]})
    world.published("Boats", tags={"country": ["SN"], "heritage": ["ML"], "sector": ["business"], "gcm": ["19"]})
    assert titles(client) == ["Seeds", "Boats"]
    assert titles(client, "?country=SN") == ["Boats"]
    assert titles(client, "?country=SN&country=ML") == ["Seeds", "Boats"]
    assert titles(client, "?sdg=2") == ["Seeds"]
    assert titles(client, "?gcm=19") == ["Boats"]
    assert titles(client, "?heritage=ML&sector=business") == ["Boats"]
    assert titles(client, "?country=ZZ") == []


def test_it_is_narrowed_by_activity_and_language(client, world):
    world.published("Seeds", activity="completed", language="fr")
    world.published("Boats", activity="active")
    assert titles(client, "?activity=completed") == ["Seeds"]
    assert titles(client, "?language=en") == ["Boats"]
    assert "Only in French" in client.get("/en/initiatives").text


def test_the_newest_comes_first_or_they_are_ordered_by_title(client, world):
    for title in ("Boats", "Seeds"):
        world.published(title)
    newest, by_title = client.get("/en/initiatives").text, client.get("/en/initiatives?sort=title").text
    assert newest.index(">Seeds<") < newest.index(">Boats<")
    assert by_title.index(">Boats<") < by_title.index(">Seeds<")


def test_counts_and_facets_leave_out_what_is_not_public(client, world):
    world.published("Seeds")
    for state in State:
        if state != State.PUBLISHED:
            world.initiative("Boats", state, tags={"country": ["TV"], "sector": ["digital"]})
    world.published("Schools", organisation=world.organisation(is_published=False), tags={"country": ["TV"]})
    for person in (None, world.amina, world.dalia):
        client.sign_in(person) if person else client.sign_out()
        page = client.get("/en/initiatives").text
        assert "1 initiative<" in page
        assert "Tuvalu" not in page


def test_an_empty_list_says_what_to_do(client):
    assert "Nobody has published an initiative yet." in client.get("/en/initiatives").text
    assert "Nobody has published" not in client.get("/en/initiatives?country=ML").text


def test_nonsense_in_the_address_is_no_error(client, world):
    world.published("Seeds")
    for query in ("?page=-1", "?page=x", "?page=99999999999", "?sort=drop", "?country=%00", "?sdg=" + "9" * 500):
        assert client.get(f"/en/initiatives{query}").status_code == 200


def test_twelve_cost_no_more_queries_than_one(app, client, world):
    def queries():
        said = []
        listen = lambda *told: said.append(told[2])  # noqa: E731
        event.listen(app.extensions["engine"], "before_cursor_execute", listen)
        client.get("/en/initiatives?country=ML")
        event.remove(app.extensions["engine"], "before_cursor_execute", listen)
        return len(said)

    client.sign_in(world.bao)
    world.published("Seeds")
    one = queries()
    for n in range(11):
        world.published(f"Boats {n}", organisation=world.organisation())
    assert queries() == one


def test_an_address_that_no_database_can_keep_is_nobodys_fault(client, world):
    for person in (None, world.amina):
        client.sign_in(person) if person else client.sign_out()
        assert client.get("/en/initiatives/%00").status_code in (400, 404)
