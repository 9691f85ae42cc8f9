"""Issuing: once per enrolment, and everything on it stays as it was."""

import threading

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from diaspora_commons.accounts.models import Person
from diaspora_commons.courses.certificates import actions, codes, queries
from diaspora_commons.courses.certificates.models import Certificate, CertificateState, PrintedName, Standing
from diaspora_commons.courses.enrolments.models import Enrolment
from diaspora_commons.courses.models import CompletionRule
from diaspora_commons.kernel import database, unit_of_work
from diaspora_commons.kernel.clock import now, today
from diaspora_commons.kernel.database import Base, db, make_session
from diaspora_commons.kernel.ledger import Entry
from diaspora_commons.notifications.models import Letter
from world import World


def letters_to(person):
    return db.scalars(select(Letter).where(Letter.person_id == person.id).order_by(Letter.id)).all()


def again(enrolment):
    with unit_of_work.writing():
        return actions.issue(db.get(Enrolment, enrolment.id))


def enrolment_of(certificate):
    return db.get(Enrolment, certificate.enrolment_id)


def test_it_says_who_did_what_when(world, course, certificate):
    assert (certificate.holder, certificate.name.name) == (world.bao.public_id, "Bao")
    assert (certificate.course_title, certificate.course_language, certificate.hours) == ("Remesas", "es", 8)
    assert certificate.rule == "Leer todas las lecciones."
    assert (certificate.completed_on, certificate.issuer) == (today(), "Diaspora Commons")
    assert certificate.standing == Standing.VALID
    assert codes.fits(certificate.code)


def test_what_becomes_of_the_course_and_the_person_changes_nothing_on_it(world, course, certificate, now_of):
    course.title, course.hours, course.certificate_rule = "Other", 99, "Other"
    world.bao.name = "Somebody"
    world.keep(course)
    world.keep(world.bao)
    kept = now_of(certificate)
    assert (kept.course_title, kept.hours, kept.rule) == ("Remesas", 8, "Leer todas las lecciones.")
    assert kept.name.name == "Bao"


def test_the_rule_is_the_one_that_was_frozen_for_the_cohort(world, course):
    rule = world.keep(
        CompletionRule(course_id=course.id, version=1, lessons=[], quizzes=[], mark=60, text="La regla de entonces.")
    )
    assert world.certificate(world.bao, course, rule_id=rule.id).rule == "La regla de entonces."


def test_partners_that_have_not_confirmed_stand_nowhere_on_it(world, client):
    course = world.course(partner_names=["Pontifical Partner"], partner_note="Each partner must confirm.")
    certificate = world.certificate(world.bao, course)
    client.sign_in(world.bao)
    pages = [f"/verify/{certificate.code}", f"/en/learning/{certificate.cohort_code}/certificate"]
    assert all("Pontifical" not in client.get(page).text for page in pages)
    assert "Pontifical" not in client.get(pages[0], headers={"Accept": "application/json"}).text


def test_one_of_a_demonstration_is_an_example_and_says_so(world, client, settle):
    certificate = world.certificate(world.bao, is_example=True)
    assert certificate.standing == Standing.EXAMPLE
    page = client.get(f"/verify/{certificate.code}").text
    assert "This certificate is an example" in page
    assert "is valid" not in page
    client.sign_in(world.bao)
    assert "it proves nothing" in client.get(f"/en/learning/{certificate.cohort_code}/certificate").text
    settle()
    assert "proves nothing" in letters_to(world.bao)[-1].text


def test_asking_again_gives_the_same(world, certificate):
    assert again(enrolment_of(certificate)).id == certificate.id
    assert len(db.scalars(select(Certificate)).all()) == 1


def test_one_that_was_revoked_is_not_made_again(world, certificate, now_of):
    with unit_of_work.writing():
        actions.revoke(world.emre, certificate, "By mistake.")
    assert again(enrolment_of(certificate)).state == CertificateState.REVOKED
    assert queries.of_enrolment(enrolment_of(certificate)).id == certificate.id


def test_one_that_was_corrected_is_the_corrected_one(world, certificate):
    with unit_of_work.writing():
        corrected = actions.correct_name(world.bao, certificate, "Nguyễn Văn Bảo")
    assert again(enrolment_of(certificate)).id == corrected.id


def test_the_database_keeps_a_second_one_out(world, certificate):
    twin = {c.name: getattr(certificate, c.name) for c in Certificate.__table__.columns if c.name != "id"}
    db.add(Certificate(**{**twin, "code": codes.new()}))
    with pytest.raises(IntegrityError):
        db.flush()
    db.rollback()


def test_a_code_that_is_taken_is_not_given_again(world, course, certificate, monkeypatch):
    other = codes.new()
    offered = iter([certificate.code, certificate.code, other])
    monkeypatch.setattr(codes, "new", lambda: next(offered))
    assert world.certificate(world.ines, course).code == other


def test_its_holder_gets_one_letter_with_the_way_to_it(world, certificate, settle):
    settle()
    settle()
    [letter] = letters_to(world.bao)
    assert letter.subject == "Your certificate: Remesas"
    assert f"/en/learning/{certificate.cohort_code}/certificate" in letter.text
    assert codes.written(certificate.code) in letter.text


def test_the_ledger_has_a_line_without_a_name(world, certificate):
    line = db.scalars(select(Entry).where(Entry.verb == "certificate.issue")).one()
    assert (line.actor, line.subject) == ("system", f"enrolment:{certificate.enrolment_id}")
    assert line.detail == {"certificate": certificate.id, "holder": world.bao.public_id}


def test_a_name_cannot_turn_around_what_stands_beside_it(world):
    odd = world.person("Bao\u202eoaB\n\tNguyen\u2066", email="odd@example.org")
    assert world.certificate(odd).name.name == "BaooaB Nguyen"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.slow])])
def real_world(request, app, tmp_path):
    """The world on a database where commits are real."""
    before = dict(make_session.kw)
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'races.db'}"
    else:
        url = request.getfixturevalue("new_postgres_database")()
    db.remove()
    engine = database.connect(url, "NORMAL")
    make_session.configure(join_transaction_mode="conditional_savepoint")
    Base.metadata.create_all(engine)
    try:
        yield World()
    finally:
        db.remove()
        engine.dispose()
        make_session.configure(**before)


def at_once(times, act):
    """Do it so many times at the same moment, each in its own transaction; what each got."""
    start, got = threading.Barrier(times), []

    def run():
        start.wait()
        try:
            with unit_of_work.writing():
                got.append(act())
        except Exception as error:  # noqa: BLE001  whatever it is, the test wants to see it
            got.append(type(error).__name__)
        finally:
            db.remove()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.remove()
    return got


def test_twenty_at_once_make_one(real_world):
    course = real_world.course()
    enrolment = real_world.enrolment(real_world.bao, real_world.cohort(course), "completed", ended_at=now())
    got = at_once(20, lambda: actions.issue(db.get(Enrolment, enrolment.id)).code)
    assert len(got) == 20
    assert len(set(got)) == 1
    assert len(db.scalars(select(Certificate)).all()) == 1


def test_ten_corrections_at_once_make_one(real_world):
    certificate = real_world.certificate(real_world.bao)

    def correct():
        holder = db.get(Person, real_world.bao.id)
        actions.correct_name(holder, db.get(Certificate, certificate.id), "Nguyễn Văn Bảo")

    got = at_once(10, correct)
    assert sorted(map(str, got)) == ["None"] + ["WrongState"] * 9
    states = [c.state for c in db.scalars(select(Certificate).order_by(Certificate.id))]
    assert states == [CertificateState.SUPERSEDED, CertificateState.ISSUED]
    assert db.scalars(select(PrintedName.name)).all() == ["Nguyễn Văn Bảo"]


def test_a_correction_and_a_revocation_at_once_leave_one_that_counts_or_none(real_world):
    certificate = real_world.certificate(real_world.bao)
    turns = iter(range(2))

    def act():
        row = db.get(Certificate, certificate.id)
        if next(turns):
            actions.revoke(db.get(Person, real_world.emre.id), row, "By mistake.")
        else:
            actions.correct_name(db.get(Person, real_world.bao.id), row, "Nguyễn Văn Bảo")

    got = at_once(2, act)
    assert sorted(map(str, got)) == ["None", "WrongState"], "the one who came second is told that it has moved on"
    states = sorted(c.state for c in db.scalars(select(Certificate)))
    assert states in (["revoked"], ["issued", "superseded"])
