"""One request, one transaction: a success is kept once, anything else leaves no trace."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from diaspora_commons.initiatives import actions, queries
from diaspora_commons.initiatives.models import Initiative
from diaspora_commons.kernel.database import db

FORM = {"title": "Seeds for Kayes", "language": "en", "idempotency_key": "one-key"}


def begun():
    return db.scalar(select(func.count()).select_from(Initiative))


@pytest.fixture
def form(world):
    return {**FORM, "organisation": world.sahel.slug}


def test_the_same_form_twice_is_one_initiative_and_one_answer(client, world, form):
    client.sign_in(world.amina)
    first, second = (client.post("/en/initiatives/new", form) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    assert begun() == 1


def test_another_form_is_another_initiative(client, world, form):
    client.sign_in(world.amina)
    client.post("/en/initiatives/new", form)
    client.post("/en/initiatives/new", {**form, "idempotency_key": "another-key"})
    assert begun() == 2


def test_nobody_is_given_the_answer_to_anothers_form(client, world, form):
    world.member(world.sahel, world.bao)
    client.sign_in(world.amina).post("/en/initiatives/new", form)
    client.sign_in(world.bao).post("/en/initiatives/new", form)
    assert begun() == 2


def test_a_form_that_was_wrong_can_be_mended_and_sent_again(client, world, form):
    client.sign_in(world.amina)
    assert client.post("/en/initiatives/new", {**form, "title": ""}).status_code == 422
    assert client.post("/en/initiatives/new", form).status_code == 303
    assert begun() == 1


def test_a_fault_in_the_middle_leaves_nothing(app, client, world, form, monkeypatch):
    def create_and_fall(actor, organisation, title, language):
        actions.create.__wrapped__(actor, organisation, title, language)
        raise RuntimeError("the roof came down")

    client.sign_in(world.amina)
    monkeypatch.setattr("diaspora_commons.initiatives.views.actions.create", create_and_fall)
    monkeypatch.setattr(app, "testing", False)
    answer = client.post("/en/initiatives/new", form)
    assert answer.status_code == 500
    assert "Nothing was changed" in answer.text
    assert begun() == 0


def broken(sentence):
    def fail(*args, **kwargs):
        raise OperationalError("SELECT 1", {}, Exception(sentence))

    return fail


@pytest.mark.parametrize(
    ("sentence", "status"), [("database is locked", 503), ("database or disk is full", 507), ("server closed", 503)]
)
def test_a_database_that_is_busy_or_full_is_said_kindly(client, world, monkeypatch, sentence, status):
    monkeypatch.setattr(queries, "listing", broken(sentence))
    answer = client.get("/en/initiatives")
    assert answer.status_code == status
    assert answer.headers["Retry-After"] == "5"
    assert answer.text.startswith("<!doctype html>")


def test_below_api_errors_are_json(client, world):
    answer = client.get("/api/v1/nothing?lang=fr")
    assert answer.status_code == 404
    assert answer.json["error"]["status"] == 404


def test_what_is_too_large_is_refused(client, world, form):
    client.sign_in(world.amina)
    answer = client.post("/en/initiatives/new", {**form, "title": "x" * 7_000_000})
    assert answer.status_code == 413
    assert begun() == 0


@pytest.mark.parametrize("path", ["/en/initiatives/none", "/ar/nothing/at/all", "/en/library/none", "/fr/help/none"])
def test_what_is_not_there_is_a_page_that_helps(client, world, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "/search" in answer.text


def test_a_wrong_method_says_which_are_right(client, world):
    answer = client.post("/en/library")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
