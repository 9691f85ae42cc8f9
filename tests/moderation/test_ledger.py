"""Reading the ledger: narrowed, checked, and taken away without formulas in it."""

import csv
from io import StringIO

import pytest
from sqlalchemy import text

from diaspora_commons.initiatives.models import State
from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.database import db
from diaspora_commons.moderation.ledger_views import harmless


@pytest.fixture
def deeds(client, world):
    """Dalia declines with a reason that wants to be a formula; Amina withdraws."""
    first, second = world.initiative(state=State.SUBMITTED), world.initiative(state=State.SUBMITTED)
    client.sign_in(world.dalia).post(f"/en/initiatives/{first.slug}/refusal", {"reason": "=HYPERLINK(1)"})
    client.sign_in(world.amina).post(f"/en/initiatives/{second.slug}/withdrawal")
    return first, second


def test_it_says_who_did_what_to_what_and_why(client, world, deeds):
    page = client.sign_in(world.rosa).get("/en/moderation/ledger").text
    for words in (
        "<bdi>Dalia</bdi>",
        "initiative.decline",
        f"initiative:{deeds[0].id}",
        "reason: =HYPERLINK(1)",
        "2 lines",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("actor=dal", 1), ("verb=initiative", 2), ("verb=initiative.withdraw", 1), ("subject=initiative:", 2),
        ("actor=nobody", 0), ("first=2001-01-01", 2), ("last=2001-01-01", 0), ("first=nonsense", 2), ("verb=%25", 0),
        ("actor=dalia&verb=initiative.withdraw", 0), ("page=99", 2), ("page=x", 2),
    ],
)  # fmt: skip
def test_it_is_narrowed(client, world, deeds, query, lines):
    page = client.sign_in(world.dalia).get(f"/en/moderation/ledger?{query}").text
    assert ("1 line<" if lines == 1 else f"{lines} lines") in page


def test_a_day_is_whole(client, world, deeds):
    page = client.sign_in(world.dalia).get(f"/en/moderation/ledger?first={today()}&last={today()}").text
    assert "2 lines" in page


def test_a_changed_line_is_found(client, world, deeds):
    client.sign_in(world.dalia)
    assert "The chain is whole" in client.get("/en/moderation/ledger?check=1").text
    db.execute(text("UPDATE ledger SET verb = 'initiative.publish' WHERE verb = 'initiative.decline'"))
    db.commit()
    assert "The chain does not hold at line" in client.get("/en/moderation/ledger?check=1").text


def test_it_is_taken_away_without_formulas(client, world, deeds):
    answer = client.sign_in(world.dalia).get("/en/moderation/ledger/export?verb=initiative.decline")
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(StringIO(answer.get_data().decode("utf-8-sig"))))
    assert [(row["who"], row["did"]) for row in rows] == [(world.dalia.public_id, "initiative.decline")]
    assert all(harmless(cell) == cell for row in rows for cell in row.values())


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_a_formula_is_defused(cell):
    assert harmless(cell) == f"'{cell}"


def test_it_is_for_moderators_only(client, world, deeds):
    for person in (world.amina, world.bao):
        client.sign_in(person)
        assert client.get("/en/moderation/ledger").status_code == 404
        assert client.get("/en/moderation/ledger/export").status_code == 404
    assert client.sign_in(world.emre).get("/en/moderation/ledger").status_code == 200
