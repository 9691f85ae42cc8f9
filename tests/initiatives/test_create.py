"""Beginning a draft: a title is enough, in the name of an organisation that one speaks for."""

from sqlalchemy import func, select

from diaspora_commons.initiatives.models import Initiative, State
from diaspora_commons.kernel.database import db
from diaspora_commons.organisations.models import MemberRole


def how_many():
    return db.scalar(select(func.count()).select_from(Initiative))


def begin(world, **more):
    return {"title": "Seeds for Kayes", "language": "fr", "organisation": world.sahel.slug, **more}


def test_a_title_is_enough(client, world):
    answer = client.sign_in(world.amina).post("/en/initiatives/new", begin(world))
    assert answer.status_code == 303
    assert client.where(answer) == "/en/initiatives/seeds-for-kayes/edit"
    made = db.scalars(select(Initiative)).one()
    assert (made.state, made.language, made.organisation.name) == (State.DRAFT, "fr", "Sahel Roots")
    assert client.get(answer.headers["Location"]).status_code == 200


def test_nothing_is_made_without_a_title(client, world):
    answer = client.sign_in(world.amina).post("/en/initiatives/new", begin(world, title="  "))
    assert answer.status_code == 422
    assert "Please fill this in." in answer.text
    assert how_many() == 0


def test_nobody_writes_in_the_name_of_others(client, world):
    world.member(world.sahel, world.bao, MemberRole.READER)
    for person in (world.ines, world.bao, world.dalia):
        answer = client.sign_in(person).post("/en/initiatives/new", begin(world))
        assert answer.status_code == 422
    assert how_many() == 0


def test_a_visitor_is_asked_to_sign_in(client, world):
    assert client.get("/en/initiatives/new").status_code == 302
    assert client.post("/en/initiatives/new", begin(world)).status_code == 403


def test_somebody_without_an_organisation_is_told_the_way(client, world):
    page = client.sign_in(world.bao).get("/en/initiatives/new")
    assert "You do not speak for an organisation yet." in page.text


def test_the_same_form_sent_twice_makes_one(client, world):
    form = begin(world, idempotency_key="once")
    first = client.sign_in(world.amina).post("/en/initiatives/new", form)
    second = client.post("/en/initiatives/new", form)
    assert first.headers["Location"] == second.headers["Location"]
    assert how_many() == 1


def test_two_of_one_title_have_two_addresses(client, world):
    client.sign_in(world.amina)
    places = [client.where(client.post("/en/initiatives/new", begin(world))) for _ in range(2)]
    assert places == ["/en/initiatives/seeds-for-kayes/edit", "/en/initiatives/seeds-for-kayes-2/edit"]
