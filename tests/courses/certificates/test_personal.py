"""What is kept of a holder goes with the holder; the code stays, and vouches for nobody."""

from sqlalchemy import select, text

from diaspora_commons.accounts import actions as accounts
from diaspora_commons.accounts import export
from diaspora_commons.courses.certificates import actions, codes
from diaspora_commons.courses.certificates.models import Certificate, PrintedName, Standing
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.database import Base, db

NAME = "Quetzalcóatl Ñandú"


def erase(person):
    db.remove()
    with unit_of_work.writing():
        accounts.erase(db.get(type(person), person.id))


def everything_kept():
    """The whole database as text."""
    rows = []
    for table in Base.metadata.sorted_tables:
        rows += [str(tuple(row)) for row in db.execute(text(f"SELECT * FROM {table.name}"))]
    return "\n".join(rows)


def test_the_name_goes_and_the_certificate_stays(world, certificate, settle):
    with unit_of_work.writing():
        corrected = actions.correct_name(world.bao, certificate, NAME)
    settle()
    assert NAME in everything_kept()
    erase(world.bao)
    settle()
    assert NAME not in everything_kept()
    assert db.scalars(select(PrintedName)).all() == []
    old, new = db.scalars(select(Certificate).order_by(Certificate.id)).all()
    assert (old.id, new.id) == (certificate.id, corrected.id)
    assert new.standing == Standing.WITHDRAWN
    assert new.enrolment_id is None


def test_why_it_was_revoked_goes_too(world, certificate, settle):
    with unit_of_work.writing():
        actions.revoke(world.emre, certificate, f"By mistake of {NAME}.")
    settle()
    assert NAME in everything_kept()
    erase(world.bao)
    settle()
    assert NAME not in everything_kept(), "nor in the ledger, of which nothing can be taken away"
    gone = db.get(Certificate, certificate.id)
    assert (gone.standing, gone.reason) == (Standing.REVOKED, "")


def test_others_keep_theirs(world, course, certificate):
    other = world.certificate(world.ines, course)
    erase(world.bao)
    assert db.get(Certificate, other.id).name.name == "Ines"


def test_a_letter_that_waits_is_not_written_to_whoever_is_gone(world, certificate, settle):
    erase(world.bao)
    settle()
    assert "certificate_issued" not in everything_kept()


def test_one_takes_away_a_copy(world, client, certificate):
    with unit_of_work.writing():
        corrected = actions.correct_name(world.bao, certificate, NAME)
    former, mine = export.everything(world.bao)["certificates"]
    assert (former["state"], former["name"]) == ("superseded", None)
    assert mine["code"] == codes.written(corrected.code)
    assert (mine["name"], mine["name_is_shown"], mine["course"]) == (NAME, True, "Remesas")
    assert export.everything(world.ines)["certificates"] == []
    assert NAME in client.sign_in(world.bao).get("/en/account/data.json").text
