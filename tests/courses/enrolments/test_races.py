"""Many at the same moment, on both databases: as many seats as there are, a line without gap or double."""

import threading
from itertools import pairwise

import pytest
from sqlalchemy import func, select

from diaspora_commons.accounts import actions as accounts
from diaspora_commons.accounts.models import Person
from diaspora_commons.courses.enrolments import actions, queries
from diaspora_commons.courses.enrolments.models import SEATED, Enrolment
from diaspora_commons.courses.models import Cohort
from diaspora_commons.kernel import database, ledger, outbox, unit_of_work
from diaspora_commons.kernel.database import Base, db, make_session
from diaspora_commons.kernel.errors import Answerable
from diaspora_commons.notifications.models import Letter
from world import World


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.slow])])
def world(request, app, tmp_path):
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
        with app.app_context():
            yield World()
    finally:
        db.remove()
        engine.dispose()
        make_session.configure(**before)


def at_once(*acts):
    """Do all of it at the same moment, each in its own transaction; the names of what went wrong."""
    start, refused = threading.Barrier(len(acts)), []

    def run(act):
        start.wait()
        try:
            with unit_of_work.writing():
                act()
        except Answerable as error:
            refused.append(type(error).__name__)
        finally:
            db.remove()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.remove()
    return refused


def enrolling(cohort, person):
    return lambda: actions.enrol(db.get(Person, person.id), db.get(Cohort, cohort.id))


def leaving(cohort, person):
    def leave():
        one = db.get(Person, person.id)
        actions.withdraw(one, queries.place(one, db.get(Cohort, cohort.id)))

    return leave


def places(cohort, *states):
    rows = select(Enrolment).where(Enrolment.cohort_id == cohort.id, Enrolment.state.in_(states))
    return db.scalars(rows.order_by(*queries.LINE)).all()


def is_in_order(cohort):
    """Nobody waits beside a free seat, and the seats counted are the seats held."""
    db.remove()
    now_ = db.get(Cohort, cohort.id)
    assert now_.taken == len(places(cohort, *SEATED))
    return now_.is_full or not places(cohort, "waitlisted")


def crowd(world, number):
    return [world.person(f"Learner {n}") for n in range(number)]


def test_many_at_once_for_a_few_seats(world):
    cohort, people = world.cohort(world.course(), capacity=5), crowd(world, 24)
    assert at_once(*[enrolling(cohort, one) for one in people]) == []
    assert len(places(cohort, "enrolled")) == 5
    line = places(cohort, "waitlisted")
    assert [queries.position(one) for one in line] == list(range(1, 20))
    assert len({one.applied_at for one in line}) == 19
    assert is_in_order(cohort)


def test_one_person_at_once_in_many_tabs_has_one_place(world):
    cohort = world.cohort(world.course(), capacity=5)
    refused = at_once(*[enrolling(cohort, world.bao)] * 10)
    assert refused == ["WrongState"] * 9
    assert len(places(cohort, "enrolled")) == 1
    assert is_in_order(cohort)


def test_one_person_at_once_in_two_cohorts_of_a_course_has_one_place(world):
    course = world.course()
    cohorts = [world.cohort(course) for _ in range(4)]
    assert at_once(*[enrolling(cohort, world.bao) for cohort in cohorts]) == ["WrongState"] * 3
    assert db.scalar(select(func.count()).select_from(Enrolment)) == 1


def test_whoever_withdraws_at_once_makes_room_for_the_right_ones_once_each(world, app):
    cohort, people = world.cohort(world.course(), capacity=10), crowd(world, 25)
    for one in people:
        assert at_once(enrolling(cohort, one)) == []
    line = [one.id for one in places(cohort, "waitlisted")]
    outbox.settle()
    assert at_once(*[leaving(cohort, one) for one in people[:8]]) == []
    assert [one.id for one in places(cohort, "waitlisted")] == line[8:]
    promoted = db.scalars(select(ledger.Entry.subject).where(ledger.Entry.verb == "enrolment.promote")).all()
    assert sorted(promoted[10:]) == sorted(f"enrolment:{id}" for id in line[:8])
    assert is_in_order(cohort)
    outbox.settle()
    letters = db.scalars(select(Letter.once).where(Letter.kind == "enrolment_promoted")).all()
    assert sorted(int(once.split(":")[1]) for once in letters) == line[:8]
    assert ledger.broken_at() is None


def test_nobody_begins_to_wait_as_the_last_one_leaves(world):
    """The one who leaves must see who comes, or the one who comes the free seat."""
    cohort, people = world.cohort(world.course(), capacity=1), crowd(world, 13)
    assert at_once(enrolling(cohort, people[0])) == []
    for holder, comer in pairwise(people):
        assert at_once(leaving(cohort, holder), enrolling(cohort, comer)) == []
        assert is_in_order(cohort)
        assert [one.person_id for one in places(cohort, "enrolled")] == [comer.id]


def test_leaving_and_being_removed_at_once_frees_one_seat(world):
    cohort = world.cohort(world.course(), capacity=1)
    for one in (world.bao, world.amina, world.ines):
        at_once(enrolling(cohort, one))

    def remove():
        place = queries.place(db.get(Person, world.bao.id), db.get(Cohort, cohort.id))
        actions.remove(db.get(Person, world.emre.id), place, "A reason.")

    assert at_once(leaving(cohort, world.bao), remove) == ["WrongState"]
    assert [one.person_id for one in places(cohort, "enrolled")] == [world.amina.id]
    assert is_in_order(cohort)


def test_leaving_and_completing_at_once_end_in_one_of_the_two(world):
    cohort = world.cohort(world.course(), capacity=1)
    for one in (world.bao, world.amina):
        at_once(enrolling(cohort, one))

    def complete():
        one = db.get(Person, world.bao.id)
        actions.complete(one, queries.place(one, db.get(Cohort, cohort.id)))

    assert at_once(leaving(cohort, world.bao), complete) == ["WrongState"]
    assert is_in_order(cohort)
    states = {one.person_id: one.state for one in places(cohort, "withdrawn", "completed", "waitlisted", "enrolled")}
    assert states in (
        {world.bao.id: "withdrawn", world.amina.id: "enrolled"},
        {world.bao.id: "completed", world.amina.id: "waitlisted"},
    )


def test_enrolling_as_the_account_is_erased_leaves_no_seat_behind(world):
    cohorts = [world.cohort(world.course(), capacity=1) for _ in range(2)]
    at_once(enrolling(cohorts[0], world.bao))
    for cohort in cohorts:
        at_once(enrolling(cohort, world.amina))

    def erase():
        accounts.erase(db.get(Person, world.bao.id))

    def enrol():
        one = db.get(Person, world.bao.id)
        if one is not None:
            actions.enrol(one, db.get(Cohort, cohorts[1].id))

    at_once(erase, enrol)
    for cohort in cohorts:
        assert is_in_order(cohort)
        assert [one.person_id for one in places(cohort, "enrolled")] == [world.amina.id]
        assert places(cohort, "waitlisted") == []
