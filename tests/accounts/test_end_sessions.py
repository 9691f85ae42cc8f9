"""The places where one is signed in, and ending them."""

import pytest
from sqlalchemy import select

from diaspora_commons.accounts.devices import device_of
from diaspora_commons.accounts.models import SignIn
from diaspora_commons.kernel.database import db


@pytest.fixture
def phone(app, world):
    return app.test_client().sign_in(world.bao)


def ids_of(person):
    return db.scalars(select(SignIn.id).where(SignIn.person_id == person.id).order_by(SignIn.id)).all()


def test_one_sees_ones_own_places_only(client, world, phone):
    client.sign_in(world.bao)
    page = client.get("/en/account/sessions").text
    assert page.count("<tr>") == 3
    assert "This device" in page
    assert client.sign_in(world.ines).get("/en/account/sessions").text.count("<tr>") == 2


def test_one_place_can_be_ended(client, world, phone):
    first, here = (*ids_of(world.bao), client.sign_in(world.bao) and ids_of(world.bao)[-1])
    assert client.post(f"/en/account/sessions/{first}/ending").status_code == 303
    assert ids_of(world.bao) == [here]
    assert phone.get("/en/account").status_code == 302


def test_all_others_can_be_ended(app, client, world, phone):
    app.test_client().sign_in(world.bao)
    ines = app.test_client().sign_in(world.ines)
    assert client.sign_in(world.bao).post("/en/account/sessions/others/ending").status_code == 303
    assert len(ids_of(world.bao)) == 1
    assert client.get("/en/account").status_code == 200
    assert ines.get("/en/account").status_code == 200


def test_nobody_ends_somebody_elses(client, world, phone):
    theirs = ids_of(world.bao)[0]
    assert client.sign_in(world.ines).post(f"/en/account/sessions/{theirs}/ending").status_code == 404
    assert ids_of(world.bao) == [theirs]


def test_a_visitor_and_a_form_from_elsewhere_are_refused(client, world, phone):
    theirs = ids_of(world.bao)[0]
    assert client.post(f"/en/account/sessions/{theirs}/ending").status_code == 403
    client.sign_in(world.bao)
    for path in (f"{theirs}/ending", "others/ending"):
        assert client.post(f"/en/account/sessions/{path}", forged=True).status_code == 403
    assert theirs in ids_of(world.bao)


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("<script>alert(1)</script>", ""),
    ],
)
def test_a_device_is_known_by_two_words(agent, device):
    assert device_of(agent) == device
