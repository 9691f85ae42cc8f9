"""Going out."""

from sqlalchemy import select

from diaspora_commons.accounts.models import SignIn
from diaspora_commons.kernel.database import db


def test_signing_out_ends_the_session_for_good(client, world):
    client.sign_in(world.amina)
    cookie = client.get_cookie("commons").value
    answer = client.post("/en/sign-out")
    assert (answer.status_code, client.where(answer)) == (303, "/en/")
    assert db.scalars(select(SignIn)).all() == []
    client.set_cookie("commons", cookie)
    assert client.get("/en/account").status_code == 302, "the cookie alone opens nothing"


def test_a_second_time_does_no_harm(client, world):
    client.sign_in(world.amina).post("/en/sign-out")
    assert client.post("/en/sign-out").status_code == 303


def test_others_cannot_sign_somebody_out(client, world):
    client.sign_in(world.amina)
    assert client.post("/en/sign-out", forged=True, headers={"Origin": "http://localhost"}).status_code == 403
    assert client.get("/en/account").status_code == 200
