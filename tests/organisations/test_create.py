"""Creating an organisation: any person with a confirmed address, warned of names that are there already."""

from sqlalchemy import select

from diaspora_commons.kernel.database import db
from diaspora_commons.organisations.models import Organisation


def newest():
    return db.scalars(select(Organisation).order_by(Organisation.id.desc()).limit(1)).one()


def test_a_newcomer_becomes_its_first_owner(client, world, profile, roles):
    sent = client.sign_in(world.bao).post("/en/organisations/new", profile())
    made = newest()
    assert (sent.status_code, client.where(sent)) == (303, "/en/organisations/cercle-de-lisbonne")
    assert roles(made) == {"Bao": "owner"}
    assert (made.country, made.founded, made.is_incorporated, made.acronym) == ("PT", 2011, False, "CL")
    assert made.tagged("active") == ["CV", "PT"]
    assert made.tagged("language") == ["kea", "pt"]


def test_it_is_not_public_until_a_moderator_has_looked(client, world, profile):
    client.sign_in(world.bao).post("/en/organisations/new", profile())
    assert newest().is_published is False
    assert "Not public yet" in client.get("/en/organisations/cercle-de-lisbonne").text
    assert client.sign_out().get("/en/organisations/cercle-de-lisbonne").status_code == 404
    assert "Cercle" not in client.get("/en/organisations").text


def test_a_visitor_is_asked_to_sign_in_and_comes_back(client, world):
    sent = client.get("/en/organisations/new")
    assert sent.status_code == 302
    assert "organisations" in sent.headers["Location"]


def test_somebody_whose_address_is_not_confirmed_may_not(client, world, profile):
    stranger = world.person("Sami", confirmed_at=None)
    assert client.sign_in(stranger).post("/en/organisations/new", profile()).status_code in (302, 403)
    assert newest().name != "Cercle de Lisbonne"


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_kept(client, world, profile):
    wrong = profile(name="", website="javascript:alert(1)", founded="3000", kind="nonsense", heritage=["ZZ"])
    page = client.sign_in(world.bao).post("/en/organisations/new", wrong)
    assert page.status_code == 422
    for field in ("name", "website", "founded", "kind", "heritage"):
        assert f'id="{field}-error"' in page.text
    assert "Neighbours who keep in touch" in page.text


def test_a_name_that_is_there_already_needs_a_word(client, world, profile):
    world.organisation("Cercle de Lisbone", country="PT")
    client.sign_in(world.bao)
    page = client.post("/en/organisations/new", profile())
    assert page.status_code == 422
    assert "Is yours one of these?" in page.text
    assert "Claim this profile" in page.text
    assert client.post("/en/organisations/new", profile(is_another="y")).status_code == 303


def test_the_warning_does_not_betray_what_one_may_not_see(client, world, profile):
    world.organisation("Cercle de Lisbonne", is_published=False)
    assert client.sign_in(world.bao).post("/en/organisations/new", profile()).status_code == 303


def test_two_of_one_name_have_two_addresses(client, world, profile):
    client.sign_in(world.bao).post("/en/organisations/new", profile())
    client.post("/en/organisations/new", profile(is_another="y"))
    assert newest().slug == "cercle-de-lisbonne-2"


def test_nobody_floods_the_reviewers(client, world, profile):
    for _ in range(5):
        world.organisation(owner=world.bao, is_published=False)
    assert client.sign_in(world.bao).post("/en/organisations/new", profile()).status_code == 409


def test_the_same_form_sent_twice_creates_one(client, world, profile):
    client.sign_in(world.bao)
    first = client.post("/en/organisations/new", profile(idempotency_key="k1"))
    again = client.post("/en/organisations/new", profile(idempotency_key="k1"))
    assert client.where(first) == client.where(again)
    assert newest().slug == "cercle-de-lisbonne"


def test_one_written_in_arabic_has_an_address_too(client, world, profile):
    client.sign_in(world.bao).post("/ar/organisations/new", profile(name="جذور الساحل", name_language="ar", acronym=""))
    assert newest().slug.isascii()
    assert newest().name == "جذور الساحل"
