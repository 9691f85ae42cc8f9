"""Its holder corrects the name: it is issued again, and the old code leads to the new one."""

import pytest
from sqlalchemy import select

from diaspora_commons.courses.certificates import actions, codes, queries
from diaspora_commons.courses.certificates.models import Certificate, PrintedName
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import WrongState
from diaspora_commons.kernel.ledger import Entry
from diaspora_commons.notifications.models import Letter

RIGHT = {"name": "Nguyễn Văn Bảo"}


def all_of_them():
    return db.scalars(select(Certificate).order_by(Certificate.id)).all()


def test_it_is_issued_again_under_a_new_code_and_everything_else_stays(client, world, certificate, at):
    client.sign_in(world.bao)
    assert client.post(at.name, RIGHT).status_code == 303
    old, new = all_of_them()
    assert (old.state, new.state) == ("superseded", "issued")
    assert old.superseded_by_id == new.id
    assert codes.fits(new.code)
    assert new.code != old.code
    for fact in actions.FROZEN:
        assert getattr(new, fact) == getattr(old, fact)
    assert new.name.name == "Nguyễn Văn Bảo"


def test_the_wrong_name_is_kept_nowhere(client, world, certificate, at):
    client.sign_in(world.bao)
    client.post(at.name, {"name": "A former name"})
    client.post(at.name, RIGHT)
    assert db.scalars(select(PrintedName.name)).all() == ["Nguyễn Văn Bảo"]


def test_a_hidden_name_stays_hidden(client, world, certificate, at):
    client.sign_in(world.bao)
    client.post(at.visibility, {"shown": "no"})
    client.post(at.name, RIGHT)
    assert all_of_them()[-1].name.is_shown is False


def test_the_page_lists_the_codes_that_lead_to_it(client, world, certificate, at):
    client.sign_in(world.bao)
    client.post(at.name, RIGHT)
    assert at.code in client.get(at.paper).text


@pytest.mark.parametrize("name", ["", "   ", "123", "–––", "\u202e", "x" * 121])
def test_what_is_no_name_is_not_printed(client, world, certificate, at, name):
    client.sign_in(world.bao)
    assert client.post(at.name, {"name": name}).status_code == 422
    assert len(all_of_them()) == 1


def test_the_name_that_stands_there_is_no_correction(client, world, certificate, at):
    client.sign_in(world.bao)
    answer = client.post(at.name, {"name": " Bao "})
    assert answer.status_code == 422
    assert "This is the name that stands on it already." in answer.text


def test_what_is_wrong_with_it_stands_on_top_and_beside_what_was_typed(client, world, certificate, at):
    client.sign_in(world.bao)
    page = client.post(at.name, {"name": "  "}).text
    assert page.index('class="form-errors"') < page.index('class="certificate"')
    assert "Please fill this in." in page
    field = page[page.index("<input", page.index("Name on the certificate</label>")) :]
    assert 'value=""' in field[: field.index(">")]


def test_who_corrects_it_while_another_click_does_sees_the_new_one(client, world, certificate, at, monkeypatch):
    first = actions.correct_name

    def second(*given):
        first(*given)
        raise WrongState("It has moved on.")

    monkeypatch.setattr(actions, "correct_name", second)
    answer = client.sign_in(world.bao).post(at.name, RIGHT)
    assert answer.status_code == 409
    assert "It has moved on." in answer.text
    assert "<bdi>Nguyễn Văn Bảo</bdi>" in answer.text


def test_it_can_be_done_three_times(client, world, certificate, at):
    client.sign_in(world.bao)
    for name in ("One", "Two", "Three"):
        assert client.post(at.name, {"name": name}).status_code == 303
    answer = client.post(at.name, {"name": "Four"})
    assert answer.status_code == 409
    assert "Correct the name" not in client.get(at.paper).text
    assert len(all_of_them()) == 4
    assert all_of_them()[0].newest.name.name == "Three"


def test_one_click_too_many_is_one_click(client, world, certificate, at):
    client.sign_in(world.bao)
    for _ in range(3):
        assert client.post(at.name, {**RIGHT, "idempotency_key": "the same"}).status_code == 303
    assert len(all_of_them()) == 2


def test_only_the_holder_may(client, world, certificate, at):
    assert client.post(at.name, RIGHT).status_code == 403
    for person in (world.ines, world.dalia, world.emre):
        assert client.sign_in(person).post(at.name, RIGHT).status_code == 404
    assert len(all_of_them()) == 1


def test_a_revoked_one_is_not_issued_again_in_this_way(client, world, certificate, at):
    with unit_of_work.writing():
        actions.revoke(world.emre, certificate, "By mistake.")
    answer = client.sign_in(world.bao).post(at.name, RIGHT)
    assert answer.status_code == 409
    assert len(all_of_them()) == 1


def test_the_holder_is_told_and_the_ledger_knows_no_name(client, world, certificate, at, settle):
    client.sign_in(world.bao)
    client.post(at.name, RIGHT)
    settle()
    letters = db.scalars(select(Letter).where(Letter.kind == "certificate_reissued")).all()
    assert [letter.person_id for letter in letters] == [world.bao.id]
    new = all_of_them()[-1]
    assert codes.written(new.code) in letters[0].text
    line = db.scalars(select(Entry).where(Entry.verb == "certificate.supersede")).one()
    assert line.subject == f"certificate:{certificate.id}"
    assert line.detail == {"from": "issued", "to": "superseded", "by": new.id}


def test_the_fragments_of_other_pages_show_only_the_one_that_counts(client, world, certificate, at):
    client.sign_in(world.bao)
    client.post(at.name, RIGHT)
    assert [c.name.name for c in queries.of_person(world.bao)] == ["Nguyễn Văn Bảo"]
