"""What a thing is about, as it is read and as it is changed."""

import pytest
from sqlalchemy import event, select, update

from diaspora_commons.kernel.database import db
from diaspora_commons.organisations.models import Organisation, OrganisationTag


@pytest.fixture
def rows(app, world):
    """The organisations, as a request finds them."""
    db.expunge_all()
    return db.scalars(select(Organisation).order_by(Organisation.id)).all()


def test_the_tags_of_all_rows_at_hand_are_read_at_once(app, rows):
    asked = []

    def note(connection, cursor, statement, *more):
        asked.append(statement)

    event.listen(app.extensions["engine"], "before_cursor_execute", note)
    try:
        found = [row.tagged("sector") for row in rows]
    finally:
        event.remove(app.extensions["engine"], "before_cursor_execute", note)
    assert found == [["agriculture"], ["agriculture"]]
    assert len(asked) == 1


def test_what_is_changed_is_read_as_it_is_now(rows):
    assert rows[0].tagged("sector") == ["agriculture"]
    rows[0].tag("sector", ["health", "education"])
    assert rows[0].tagged("sector") == ["education", "health"]
    assert rows[1].tagged("sector") == ["agriculture"]
    db.flush()
    db.expunge_all()
    assert db.get(Organisation, rows[0].id).tagged("sector") == ["education", "health"]


@pytest.mark.parametrize("again", [db.refresh, db.expire])
def test_a_row_that_is_read_anew_is_asked_for_its_tags_anew(rows, again):
    row = rows[0]
    assert row.tagged("sector") == ["agriculture"]
    of_row = OrganisationTag.item_id == row.id
    db.execute(update(OrganisationTag).where(of_row, OrganisationTag.facet == "sector").values(value="sport"))
    assert row.tagged("sector") == ["agriculture"]
    again(row)
    assert row.tagged("sector") == ["sport"]


def test_a_row_of_no_database_says_what_it_was_given():
    row = Organisation(slug="new", name="New", kind="association", description="")
    row.tag("sdg", [10, 2, 1])
    assert row.tagged("sdg") == ["1", "2", "10"]
