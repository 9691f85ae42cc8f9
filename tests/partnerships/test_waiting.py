"""What waits for whom: on the desk, and on top of the list."""

from datetime import UTC, datetime

from diaspora_commons.organisations.models import MemberRole
from diaspora_commons.partnerships.models import State


def test_the_desk_shows_what_waits_for_ones_own_word(client, world):
    world.partnership(purpose="An open question of seed")
    world.partnership(State.CLARIFYING, receiver=world.organisation("Friends", owner=world.bao), purpose="Asked back")
    world.partnership(State.DRAFT, receiver=world.organisation("Others", owner=world.bao), purpose="Half written")
    world.partnership(State.ACCEPTED, receiver=world.organisation("Done", owner=world.bao), purpose="Long settled")
    for path in ("/en/desk", "/en/partnerships"):
        amina = client.sign_in(world.amina).get(path).text.partition('id="all"')[0]
        assert "An open question of seed" in amina, path
        assert "Waits for your answer" in amina, path
        assert "Asked back" not in amina, path
        assert "Half written" not in amina, path
        ines = client.sign_in(world.ines).get(path).text.partition('id="all"')[0]
        assert "Asked back" in ines, path
        assert "A question to answer" in ines, path
        assert "Half written" in ines, path
        assert "Long settled" not in ines, path
        assert ("An open question of seed" in ines.partition('id="with-others"')[2]) == (path == "/en/desk")
        assert "An open question of seed" not in ines.partition('id="with-others"')[0], path


def test_each_side_reads_where_it_stands_in_its_own_words(client, world, post_to):
    asked = world.partnership(purpose="An open question of seed")
    for person, said, other in (
        (world.amina, "Waiting for an answer", "Sent"), (world.ines, "Sent", "Waiting for an answer")
    ):  # fmt: skip
        client.sign_in(person)
        line = client.get("/en/partnerships").text.partition('id="all"')[2].split("An open question of seed")[1]
        masthead = client.get(f"/en/partnerships/{asked.public_id}").text.split("masthead-line")[1].split("</p>")[0]
        for text in (line, masthead):
            assert f"{said}</span>" in text
            assert f"{other}</span>" not in text
    post_to(world.amina, asked, "acceptance")
    page = client.get(f"/en/partnerships/{asked.public_id}").text
    assert page.index('id="contacts"') < page.index('id="timeline"'), "what is to be done stands first"


def test_nothing_waits_for_readers_and_for_others(client, world):
    reader = world.person("Rania")
    world.member(world.sahel, reader, MemberRole.READER)
    world.partnership(purpose="An open question of seed")
    assert "Waits for your answer" not in client.sign_in(reader).get("/en/partnerships").text
    for person in (reader, world.bao, world.dalia):
        assert "An open question of seed" not in client.sign_in(person).get("/en/desk").text


def test_a_list_is_narrowed_by_side_and_state(client, world):
    world.partnership(purpose="Came in")
    world.partnership(State.DECLINED, purpose="Came in and was declined")
    world.partnership(State.WITHDRAWN, sender=world.sahel, receiver=world.ponte, purpose="Went out")
    world.partnership(State.DRAFT, sender=world.sahel, receiver=world.ponte, purpose="Is being written")
    everything = {"Came in", "Came in and was declined", "Went out", "Is being written"}
    client.sign_in(world.amina)
    for query, expected in {
        "": everything, "?side=received": {"Came in", "Came in and was declined"}, "?side=sent": {"Went out"},
        "?side=drafts": {"Is being written"}, "?state=declined": {"Came in and was declined"},
        "?side=sent&state=declined": set(), "?side=x&state=y&page=z": everything,
    }.items():  # fmt: skip
        page = client.get(f"/en/partnerships{query}").text.partition('id="all"')[2]
        assert {one for one in everything if f"<bdi>{one}</bdi>" in page} == expected, query


def test_a_long_list_has_pages(client, world):
    for n in range(21):
        world.partnership(State.EXPIRED, purpose=f"Request number {n:02}", ago=n)
    client.sign_in(world.amina)
    assert "Request number 20" not in client.get("/en/partnerships").text
    assert "Request number 20" in client.get("/en/partnerships?page=2").text


def test_a_visitor_reads_what_a_request_is_and_how_to_send_one(client, world):
    world.partnership(purpose="An open question of seed")
    page = client.get("/en/partnerships")
    assert page.status_code == 200
    assert "/en/sign-in?next=" in page.text
    assert "An open question of seed" not in page.text
    assert "Set-Cookie" not in page.headers
    asked = client.get("/en/partnerships/new?organisation=x")
    assert asked.status_code == 302
    assert "partnerships/new" in asked.headers["Location"]


def test_whoever_speaks_for_nobody_is_told_what_to_do(client, world):
    page = client.sign_in(world.bao).get("/en/partnerships").text
    assert "How it goes" in page
    assert "Find or create your organisation" in page
    assert "<textarea" not in client.get(f"/en/partnerships/new?organisation={world.sahel.slug}").text


def test_pages_of_the_lower_rooms_lead_here(client, world):
    seeds = world.published("Seeds for Kayes")
    listed = world.organisation("Listed only")
    led = world.published("A listed thing", organisation=listed)
    for path, link in (
        (f"initiatives/{seeds.slug}", f"/en/partnerships/new?initiative={seeds.slug}"),
        (f"organisations/{world.sahel.slug}", f"/en/partnerships/new?organisation={world.sahel.slug}"),
    ):
        for person in (None, world.ines):
            client.sign_in(person) if person else client.sign_out()
            assert link in client.get(f"/en/{path}").text, path
        assert link not in client.sign_in(world.amina).get(f"/en/{path}").text, "nobody asks themselves"
    client.sign_out()
    for path in (f"initiatives/{led.slug}", f"organisations/{listed.slug}"):
        page = client.get(f"/en/{path}").text
        assert "/partnerships/new" not in page
        assert f"/en/organisations/{listed.slug}/claim" in page


def test_whom_to_ask_is_chosen_by_name(client, world):
    world.published("Seeds for Kayes")
    world.organisation("Listed only")
    world.organisation("Hidden away", owner=world.bao, is_published=False)
    client.sign_in(world.ines)
    page = client.get("/en/partnerships/new").text
    assert f"?organisation={world.sahel.slug}" in page
    assert "?initiative=" in page
    assert "Listed only" not in page
    page = client.get("/en/partnerships/new?q=listed").text
    assert "Cannot be asked until its own people claim it" in page
    assert "Sahel Roots" not in page
    assert "Hidden away" not in client.get("/en/partnerships/new?q=hidden").text
    assert client.get("/en/partnerships/new?q=" + "%25_" * 60).status_code == 200


def test_nothing_waits_for_whoever_belongs_to_both_sides(client, world):
    world.partnership(purpose="Between my two")
    world.member(world.ponte, world.amina, MemberRole.EDITOR)
    assert "Waits for your answer" not in client.sign_in(world.amina).get("/en/desk").text
    assert "Waits for your answer" not in client.get("/en/partnerships").text


def test_drafts_are_not_narrowed_by_a_state_that_no_draft_has(client, world):
    world.partnership(State.DRAFT)
    page = client.sign_in(world.ines).get("/en/partnerships?state=accepted").text
    assert "side=received&amp;state=accepted" in page
    assert "side=drafts&amp;state" not in page


def test_days_are_those_of_the_readers_calendar(client, world):
    late = datetime(2030, 5, 1, 23, 30, tzinfo=UTC)
    asked = world.partnership(sent_at=late, waits_since=late)
    world.amina.zone = "Asia/Tokyo"
    world.keep(world.amina)
    page = client.sign_in(world.amina).get(f"/en/partnerships/{asked.public_id}").text
    assert "2 May 2030" in page
    assert "1 July 2030" in page
    assert "1 May 2030" not in page
    assert "1 July 2030" in client.get("/en/partnerships").text
