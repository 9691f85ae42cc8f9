"""What two people do at the same moment happens one after the other, on both databases."""

import threading

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel import database, unit_of_work
from diaspora_commons.kernel.database import Base, db, make_session
from diaspora_commons.kernel.errors import Answerable
from diaspora_commons.organisations.models import Organisation
from diaspora_commons.partnerships import actions, queries
from diaspora_commons.partnerships.models import LIVE, Partnership, State, TimelineEntry
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


def does(act, who, partnership, *words):
    """A click, as the door does it: who acts, and the row held."""

    def click():
        actor = db.get(Person, who.id)
        act(actor, queries.held(actor, partnership.public_id), *words)

    return click


def state_of(partnership):
    return db.get(Partnership, partnership.id, populate_existing=True).state


def kinds(partnership):
    rows = select(TimelineEntry.kind).where(TimelineEntry.partnership_id == partnership.id).order_by(TimelineEntry.id)
    return list(db.scalars(rows))


@pytest.mark.parametrize("turn", range(5))
def test_accepted_and_withdrawn_at_once_ends_in_one_of_the_two(world, turn):
    asked = world.partnership()
    refused = at_once(does(actions.accept, world.amina, asked), does(actions.withdraw, world.ines, asked))
    assert refused == ["WrongState"]
    assert state_of(asked) in (State.ACCEPTED, State.WITHDRAWN)
    assert kinds(asked) == ["sent", str(state_of(asked))]


def test_two_colleagues_who_decide_at_once_decide_once(world):
    asked, colleague = world.partnership(), world.person("Wala")
    world.member(world.sahel, colleague)
    refused = at_once(
        does(actions.accept, world.amina, asked), does(actions.decline, colleague, asked, "Not this year.")
    )
    assert refused == ["WrongState"]
    assert len(kinds(asked)) == 2


def test_two_drafts_to_the_same_sent_at_once_are_one_request(world):
    drafts = [world.partnership(State.DRAFT, purpose=f"Draft {n}") for n in range(4)]
    refused = at_once(*[does(actions.send, world.ines, draft) for draft in drafts])
    assert refused == ["WrongState"] * 3
    live = select(func.count()).select_from(Partnership).where(Partnership.state.in_(LIVE))
    assert db.scalar(live) == 1


def test_more_than_ten_a_day_at_once_are_ten(world):
    friends = [world.organisation(f"Friend {n}", owner=world.bao) for n in range(14)]
    drafts = [world.partnership(State.DRAFT, receiver=friend) for friend in friends]
    refused = at_once(*[does(actions.send, world.ines, draft) for draft in drafts])
    assert refused == ["TooMany"] * 4


def test_two_who_save_a_draft_at_once_do_not_overwrite_each_other(world):
    draft, colleague = world.partnership(State.DRAFT), world.person("Helder")
    world.member(world.ponte, colleague)
    version = draft.version
    saves = [
        does(actions.save, who, draft, version, actions.Content(purpose=f"Of {who.name}"))
        for who in (world.ines, colleague)
    ]
    assert at_once(*saves) == ["SavedMeanwhile"]


@pytest.mark.parametrize("about", ["the organisation", "an initiative"])
def test_the_database_itself_knows_only_one_live_request(world, about):
    seeds = world.published() if about == "an initiative" else None
    world.partnership(initiative=seeds)
    world.partnership(State.DECLINED, initiative=seeds)
    with pytest.raises(IntegrityError):
        world.partnership(State.CLARIFYING, initiative=seeds)
    db.rollback()


def test_the_database_itself_knows_two_sides(world):
    with pytest.raises(IntegrityError):
        world.partnership(receiver=db.get(Organisation, world.ponte.id))
    db.rollback()
