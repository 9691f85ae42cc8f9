"""Reporting: anybody, from any page, without an account, and not a thousand times."""

import pytest
from sqlalchemy import select

from diaspora_commons.kernel.database import db
from diaspora_commons.moderation.models import Report

WORDS = {"concern": "wrong", "words": "It ended in 2020.", "about": "/initiatives/seeds", "email": "lea@example.org"}
DOOR = "/en/moderation/report"


def reports():
    return list(db.scalars(select(Report).order_by(Report.id)))


def test_a_visitor_reports_and_is_told_what_happens_next(client, world):
    page = client.get(f"{DOOR}?about=/initiatives/seeds")
    assert page.status_code == 200
    assert "Set-Cookie" not in page.headers
    answer = client.post("/fr/moderation/report", WORDS)
    assert answer.status_code == 303
    assert client.get(answer.headers["Location"]).status_code == 200
    (made,) = reports()
    assert (made.about, made.concern, made.email, made.language) == (
        "/initiatives/seeds", "wrong", "lea@example.org", "fr",
    )  # fmt: skip
    assert made.reporter_id is None


def test_somebody_with_an_account_needs_no_address(client, world):
    client.sign_in(world.bao).post(DOOR, {**WORDS, "email": ""})
    assert reports()[0].reporter_id == world.bao.id


@pytest.mark.parametrize(
    ("field", "value"), [("concern", ""), ("concern", "nonsense"), ("words", ""), ("email", "lea at home")]
)
def test_what_is_wrong_is_said(client, world, field, value):
    answer = client.post(DOOR, {**WORDS, field: value})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert reports() == []


@pytest.mark.parametrize(
    "about", ["https://evil.example", "//evil.example", "/\\evil", "javascript:alert(1)", "", "/a b"]
)
def test_only_our_own_pages_are_linked(client, world, about):
    page = client.get(DOOR, query_string={"about": about}).text
    assert "evil" not in page.partition("<main")[2]
    client.post(DOOR, {**WORDS, "about": about})
    assert reports()[0].about == "/"


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(client, world):
    assert client.post(DOOR, {**WORDS, "homepage": "https://spam.example"}).status_code == 303
    assert reports() == []


def test_more_than_ten_an_hour_are_too_many(client, world):
    answers = [client.post(DOOR, WORDS).status_code for _ in range(11)]
    assert answers == [303] * 10 + [429]


def test_the_same_form_twice_is_one_report(client, world):
    for _ in range(2):
        assert client.post(DOOR, {**WORDS, "idempotency_key": "k"}).status_code == 303
    assert len(reports()) == 1
