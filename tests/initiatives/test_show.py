"""A profile: what everybody reads, and what only its own people and the moderators see."""

import pytest

from diaspora_commons.initiatives.models import State
from diaspora_commons.initiatives.rules import WORKFLOW


def test_everybody_reads_the_whole_story(client, world, ready):
    hidden = world.organisation("Hidden friends", is_published=False)
    published = ready(
        State.PUBLISHED, story="## How\n\nBy **bus**.", needs="A van", offers="Seeds", results="Six fields",
        start_year=2019, website="https://seeds.example.org", partners=[world.ponte, hidden], language="fr",
        tags={"country": ["ML"], "heritage": ["SN"], "sector": ["agriculture"], "sdg": ["2"], "gcm": ["19"]},
    )  # fmt: skip
    page = client.get(f"/ar/initiatives/{published.slug}").text
    for words in ("<strong>bus</strong>", "A van", "Six fields", "2019", "Ponte Atlântica", 'lang="fr" dir="ltr"'):
        assert words in page
    assert "Hidden friends" not in page
    assert f"/ar/moderation/report?about=/initiatives/{published.slug}" in page
    assert "csrf" not in page


def test_what_people_write_cannot_run(client, ready):
    attack = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)>"
    published = ready(State.PUBLISHED, attack, summary=attack, story=attack, needs=attack, results=attack)
    page = client.get(f"/en/initiatives/{published.slug}").text
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "<img src=x" not in page


def test_a_listing_says_where_its_facts_come_from(client, world):
    listed = world.published(organisation=world.organisation("AFFORD"), source_url="https://afford.example.org/abc")
    page = client.get(f"/en/initiatives/{listed.slug}").text
    assert "https://afford.example.org/abc" in page
    assert "Its organisation has not confirmed it." in page
    assert "Never confirmed" in page


@pytest.mark.parametrize("state", list(State))
def test_the_buttons_are_those_of_the_table(client, world, ready, state):
    thing = ready(state)
    nouns = {
        "submit": "submission", "withdraw": "withdrawal", "request_changes": "change-request", "publish": "publication",
        "decline": "refusal", "appeal": "appeal", "uphold": "confirmed-refusal", "hide": "hiding", "archive": "archive",
        "restore": "restoration",
    }  # fmt: skip
    for person in (world.amina, world.dalia):
        page = client.sign_in(person).get(f"/en/initiatives/{thing.slug}").text
        offered = {step.verb for step in WORKFLOW.offers(person, thing)} if "<h1>Not found" not in page else set()
        shown = {verb for verb, noun in nouns.items() if f'action="/en/initiatives/{thing.slug}/{noun}"' in page}
        assert shown == offered


def test_readers_see_no_progress(client, world, ready):
    published = ready(State.PUBLISHED, reason="")
    for person in (world.bao, world.ines):
        assert "Where it stands" not in client.sign_in(person).get(f"/en/initiatives/{published.slug}").text
    assert "Where it stands" in client.sign_in(world.amina).get(f"/en/initiatives/{published.slug}").text


def test_mine_shows_what_waits_for_me_first(client, world, ready):
    for state, title in ((State.PUBLISHED, "Open"), (State.CHANGES_REQUESTED, "Asked"), (State.DRAFT, "Begun")):
        ready(state, title)
    page = client.sign_in(world.amina).get("/en/initiatives/mine").text
    assert page.index(">Asked<") < page.index(">Begun<") < page.index(">Open<")
    assert "Asked" not in client.sign_in(world.ines).get("/en/initiatives/mine").text


def test_an_organisation_shows_what_it_does(client, world, ready):
    ready(State.PUBLISHED, "Seeds for Kayes")
    ready(State.DRAFT, "Secret plans")
    page = client.get(f"/en/organisations/{world.sahel.slug}").text
    assert "Seeds for Kayes" in page
    assert "Secret plans" not in client.sign_in(world.amina).get(f"/en/organisations/{world.sahel.slug}").text
