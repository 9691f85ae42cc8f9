"""Coming in with address and password, and going on to where one wanted to be."""

from statistics import median
from time import perf_counter

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from diaspora_commons.accounts import throttles
from diaspora_commons.accounts.models import Person, SignIn
from diaspora_commons.kernel import demo
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.settings import settings


def attempt(client, email, password, **more):
    return client.post("/en/sign-in", {"email": email, "password": password, **more})


def sessions_of(person):
    return db.scalars(select(SignIn).where(SignIn.person_id == person.id)).all()


def test_the_right_password_opens_the_door(client, world, password):
    answer = attempt(client, world.amina.email.upper(), password)
    assert (answer.status_code, client.where(answer)) == (303, "/en/desk")
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert "SameSite=Lax" in answer.headers["Set-Cookie"]
    assert client.get("/en/account").status_code == 200


def test_the_key_in_the_cookie_is_not_in_the_database(client, world, password):
    attempt(client, world.amina.email, password)
    with client.session_transaction() as session:
        assert sessions_of(world.amina)[0].key_hash != session["_user_id"]


def test_signing_in_again_begins_a_new_session_and_ends_the_old(client, world, password):
    attempt(client, world.amina.email, password)
    first = sessions_of(world.amina)[0].key_hash
    with client.session_transaction() as session:
        token = session["csrf_token"]
    attempt(client, world.amina.email, password, csrf_token=token)
    assert [place.key_hash for place in sessions_of(world.amina)] != [first]
    assert len(sessions_of(world.amina)) == 1


def test_a_wrong_password_an_unknown_address_and_an_unconfirmed_one_look_alike(client, world, password):
    world.bao.confirmed_at = None
    db.commit()
    answers = [
        attempt(client, world.amina.email, "not the password"),
        attempt(client, world.bao.email, password),
        attempt(client, world.person("Sami").email, password),
        attempt(client, "nobody@example.org", password),
    ]
    bodies = {
        answer.data.replace(email.encode(), b"")
        for answer, email in zip(
            answers,
            [world.amina.email, world.bao.email, db.scalars(select(Person.email).where(Person.name == "Sami")).one(),
             "nobody@example.org"],
            strict=True,
        )
    }  # fmt: skip
    assert {answer.status_code for answer in answers} == {422}
    assert len(bodies) == 1
    assert len({tuple(k for k, _ in answer.headers) for answer in answers}) == 1
    assert "Set-Cookie" not in answers[0].headers
    assert sessions_of(world.bao) == []


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/en/sign-in", "/en/register", "/en/password-reset"])
def test_they_take_the_same_time(client, world, password, monkeypatch, path):
    for what in throttles.MOST:
        monkeypatch.setitem(throttles.MOST, what, (10_000, 10_000))

    def took(email):
        began = perf_counter()
        client.post(path, {"name": "Sami", "email": email, "password": "not the password"})
        return perf_counter() - began

    def differ():
        pairs = [(took(world.amina.email), took("nobody@example.org")) for _ in range(30)]
        known, unknown = median(k for k, _ in pairs), median(u for _, u in pairs)
        return abs(known - unknown) / known

    took(world.amina.email)
    assert any(differ() < 0.1 for _ in range(3)), "three times, for other things run on this machine too"


def test_ten_tries_an_hour_for_an_account_then_a_link_by_mail(client, world, password):
    for _ in range(10):
        assert attempt(client, world.amina.email, "not the password").status_code == 422
    late = attempt(client, world.amina.email, password)
    assert late.status_code == 429
    assert int(late.headers["Retry-After"]) > 3000
    assert "/en/sign-in/link" in late.text
    assert attempt(client, world.ines.email, password).status_code == 303


def test_headers_do_not_make_somebody_else_of_one(client, world, password):
    for n in range(10):
        headers = {"X-Forwarded-For": f"10.0.0.{n}", "Origin": "http://localhost", "User-Agent": f"x{n}"}
        client.post("/en/sign-in", {"email": world.amina.email, "password": "wrong wrong"}, headers=headers)
    assert attempt(client, world.amina.email, password).status_code == 429


def test_an_address_that_nobody_has_is_counted_alike(client, world):
    answers = [attempt(client, "nobody@example.org", "wrong wrong").status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]


def test_a_success_forgives_what_was_mistyped(client, world, password):
    for _ in range(3):
        for _ in range(5):
            attempt(client, world.amina.email, "not the password")
        assert attempt(client, world.amina.email, password).status_code == 303
        client.sign_out()


def test_from_one_place_there_is_an_end_too(client, world, monkeypatch):
    monkeypatch.setitem(throttles.MOST, "sign in", (10, 3))
    answers = [attempt(client, f"n{n}@example.org", "wrong wrong").status_code for n in range(4)]
    assert answers == [422, 422, 422, 429]


def test_an_old_hash_is_made_anew(client, world, password):
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(password)
    world.amina.password_hash = weak
    db.commit()
    assert attempt(client, world.amina.email, password).status_code == 303
    assert "m=19456,t=2,p=1" in db.get(Person, world.amina.id, populate_existing=True).password_hash


@pytest.mark.parametrize(("wanted", "there"), [("/en/account", "/en/account"), ("//evil.example", "/en/desk")])
def test_one_goes_on_to_where_one_wanted_to_be_and_nowhere_else(client, world, password, wanted, there):
    assert attempt(client, world.amina.email, password, next=wanted).headers["Location"] == there


def test_a_visitor_who_opens_a_page_for_members_comes_back_to_it(client, world, password):
    asked = client.get("/en/account/sessions")
    assert client.where(asked) == "/en/sign-in"
    assert 'value="/en/account/sessions"' in client.get(asked.headers["Location"]).text


def test_kept_signed_in_is_thirty_days_else_until_the_browser_is_closed(client, world, password):
    assert "Expires" not in attempt(client, world.amina.email, password).headers["Set-Cookie"]
    client.sign_out()
    assert "Expires" in attempt(client, world.amina.email, password, keep="y").headers["Set-Cookie"]


def test_the_cast_can_be_tried_only_in_a_demonstration(client, world, password, monkeypatch):
    world.amina.is_demo = True
    db.commit()
    assert world.amina.email not in client.get(f"/en/sign-in?as={world.amina.email}").text.partition("<main")[2]
    assert attempt(client, world.amina.email, password).status_code == 422
    demo.mark_loaded()
    db.commit()
    assert f'value="{world.amina.email}"' in client.get(f"/en/sign-in?as={world.amina.email}").text
    assert attempt(client, world.amina.email, password).status_code == 303
    client.sign_out()
    public = settings().model_copy(update={"host": "0.0.0.0"})
    monkeypatch.setattr(demo, "settings", lambda: public)
    assert attempt(client, world.amina.email, password).status_code == 422
    assert world.amina.email not in client.get("/en/sign-in").text


def test_without_the_token_a_browser_with_a_session_is_refused(client, world, password):
    client.sign_in(world.bao)
    answer = client.post(
        "/en/sign-in", {"email": world.amina.email, "password": password}, forged=True,
        headers={"Origin": "http://localhost"},
    )  # fmt: skip
    assert answer.status_code == 403
    assert sessions_of(world.amina) == []


@pytest.mark.parametrize("data", [{}, {"email": "x"}, {"password": "y"}, {"email": "\x00", "password": "\x00"}])
def test_an_unfinished_form_is_shown_again(client, world, data):
    answer = client.post("/en/sign-in", data)
    assert answer.status_code == 422
    assert "Please check what you entered" in answer.text
