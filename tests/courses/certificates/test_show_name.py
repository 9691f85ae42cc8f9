"""Its holder decides whether others read the name, at once."""

from sqlalchemy import select

from diaspora_commons.courses.certificates import actions
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.ledger import Entry


def test_it_is_hidden_and_shown_at_once(client, world, at):
    client.sign_in(world.bao)
    stranger = client.application.test_client()
    assert "Bao" in stranger.get(at.check).text
    assert client.post(at.visibility, {"shown": "no"}).status_code == 303
    assert "Bao" not in stranger.get(at.check).text
    assert client.post(at.visibility, {"shown": "yes"}).status_code == 303
    assert "Bao" in stranger.get(at.check).text


def test_the_page_says_what_others_see_and_the_paper_keeps_the_name(client, world, at):
    client.sign_in(world.bao)
    client.post(at.visibility, {"shown": "no"})
    page = client.get(at.paper).text
    assert "They do not see your name." in page
    assert '<p class="certificate-name"><bdi>Bao</bdi></p>' in page


def test_only_the_holder_may(client, world, certificate, at, now_of):
    assert client.post(at.visibility, {"shown": "no"}).status_code == 403
    for person in (world.ines, world.dalia, world.emre):
        assert client.sign_in(person).post(at.visibility, {"shown": "no"}).status_code == 404
    assert now_of(certificate).name.is_shown is True


def test_a_revoked_one_can_be_hidden_too(client, world, certificate, at):
    with unit_of_work.writing():
        actions.revoke(world.emre, certificate, "By mistake.")
    client.sign_in(world.bao)
    assert client.post(at.visibility, {"shown": "no"}).status_code == 303
    assert "Bao" not in client.sign_out().get(at.check).text


def test_what_is_not_yes_is_no(client, world, certificate, at, now_of):
    client.sign_in(world.bao)
    client.post(at.visibility, {"shown": "perhaps"})
    assert now_of(certificate).name.is_shown is False


def test_the_ledger_has_a_line(client, world, certificate, at):
    client.sign_in(world.bao)
    client.post(at.visibility, {"shown": "no"})
    line = db.scalars(select(Entry).where(Entry.verb == "certificate.show_name")).one()
    assert (line.actor, line.detail) == (world.bao.public_id, {"shown": False})
