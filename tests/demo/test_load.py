"""The first fill: all of the content, once."""

from datetime import timedelta

import time_machine
from sqlalchemy import func, select

from diaspora_commons.accounts import passwords
from diaspora_commons.accounts.models import Person
from diaspora_commons.assistant.models import FaqText
from diaspora_commons.courses.enrolments import actions as enrolments
from diaspora_commons.courses.enrolments.models import Enrolment
from diaspora_commons.courses.models import Cohort, CompletionRule, Course, Lesson
from diaspora_commons.demo import cast, content, examples, load
from diaspora_commons.events.models import Event
from diaspora_commons.initiatives.models import Initiative, State
from diaspora_commons.initiatives.rules import missing
from diaspora_commons.kernel import demo, ledger, unit_of_work
from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.freshness import Freshness
from diaspora_commons.kernel.outbox import Line
from diaspora_commons.library.models import Resource, ResourceTag
from diaspora_commons.organisations.models import Organisation
from diaspora_commons.partnerships import queries as partnerships
from diaspora_commons.partnerships import rules as partnership_rules

COURSE, _SEATS = examples.COURSES["en"]


def count(model, *where):
    return db.scalar(select(func.count()).select_from(model).where(*where))


def test_the_content_is_loaded_whole_and_a_second_time_nothing_changes(clean):
    assert load.load() > 1200
    assert count(Organisation, Organisation.is_example.is_(False)) == len(content.rows_of("organisations"))
    assert count(Initiative, Initiative.is_example.is_(False)) == len(content.rows_of("initiatives"))
    assert count(Resource) == len(content.rows_of("resources"))
    assert count(Event, Event.is_example.is_(False)) == len(content.rows_of("events"))
    assert count(Course) == len(content.rows_of("courses"))
    assert can_be_tried() == {"en": 1, "es": 10, "fr": 10}
    assert count(FaqText) == len(content.rows_of("faq"))
    assert count(Lesson) == sum(len(m["lessons"]) for c in content.rows_of("courses") for m in c["modules"])
    topics = sum(len(set(r["topics"])) for r in content.rows_of("resources"))
    assert count(ResourceTag, ResourceTag.facet == "topic") == topics
    assert count(Line, Line.topic == "search") > 1200
    assert demo.was_loaded()

    afford = db.scalar(select(Organisation).where(Organisation.slug == "afford"))
    assert afford.is_published
    assert not afford.is_claimed
    initiative = db.scalar(select(Initiative).where(Initiative.slug == "abc-west-africa"))
    assert initiative.state == State.PUBLISHED
    assert initiative.freshness == Freshness.UNKNOWN
    assert initiative.tagged("country") == ["BJ", "GH", "NG", "SN"]
    assert [p.slug for p in initiative.partners] == ["sdc"]

    afford.description = "As its own people say it."
    db.commit()
    entries = count(ledger.Entry)
    assert load.load() == 0
    assert count(ledger.Entry) == entries
    assert db.scalar(select(Organisation.description).where(Organisation.slug == "afford")) == afford.description

    assert not load.is_due()
    db.delete(db.scalars(select(Cohort).where(Cohort.course.has(language="fr"), Cohort.is_example)).one())
    db.commit()
    db.remove()
    assert load.is_due(), "as in a demonstration from before there was one"
    assert load.load() == 1
    assert can_be_tried() == {"en": 1, "es": 10, "fr": 10}


def can_be_tried():
    """The free seats of the demonstration cohorts, by language; their lessons open with the seat."""
    rows = db.scalars(select(Cohort).where(Cohort.is_example, Cohort.opens_on_enrolment))
    return {cohort.course.language: cohort.capacity - cohort.taken for cohort in rows if cohort.is_open}


def test_newest_is_what_began_last(clean):
    with unit_of_work.writing():
        content.add_organisations()
        content.add_initiatives()
    newest = db.scalars(select(Initiative.start_year).order_by(Initiative.published_at.desc()).limit(5)).all()
    assert newest == sorted(newest, reverse=True)


def test_the_cast_can_sign_in_and_says_what_it_does(clean):
    with unit_of_work.writing():
        cast.add(cast.password_hash())
    for name, address, password, what in load.sign_ins():
        person = db.scalar(select(Person).where(Person.email == address))
        assert person.name == name
        assert person.is_demo
        assert person.confirmed_at
        assert what
        assert passwords.fits(password, person.password_hash)
    assert len(load.sign_ins()) == 7


def test_whoever_cannot_sign_in_has_no_password(clean):
    with unit_of_work.writing():
        cast.add(cast.password_hash())
    assert db.scalar(select(Person.password_hash).where(Person.email == "helder@example.org")) is None


def loaded_examples():
    with unit_of_work.writing():
        cast.add(None)
        return examples.add()


def test_examples_say_so_and_one_waits_for_a_moderator(clean):
    loaded_examples()
    found = db.scalars(select(Initiative)).all()
    assert {i.state for i in found} == {State.DRAFT, State.SUBMITTED, State.PUBLISHED}
    assert all(i.is_example and "example" in i.summary for i in found)
    events = db.scalars(select(Event)).all()
    assert events
    assert all(e.is_example and "example" in e.description and not e.is_past for e in events)


def test_what_waits_lacks_nothing_that_a_moderator_would_ask_for(clean):
    loaded_examples()
    for initiative in db.scalars(select(Initiative).where(Initiative.state == State.SUBMITTED)):
        assert missing(initiative) == []


def test_past_examples_are_given_new_days(clean):
    loaded_examples()
    with time_machine.travel(today() + timedelta(days=30)):
        assert len(loaded_examples()) == 1
        assert all(not e.is_past for e in db.scalars(select(Event)))


def test_the_demonstration_has_a_cohort_that_is_always_open(clean, world):
    course = world.course()
    course.slug = COURSE
    db.commit()
    loaded_examples()
    (cohort,) = course.cohorts
    assert cohort.is_example
    assert cohort.is_open
    assert cohort.capacity == 3
    assert cohort.deadline == today() + timedelta(days=60)
    assert loaded_examples() == []
    with time_machine.travel(cohort.deadline + timedelta(days=1)):
        loaded_examples()
        assert [c.is_open for c in course.cohorts] == [False, True]


def test_a_demonstration_whose_examples_are_past_is_due_to_be_loaded_again(clean, world):
    world.course().slug = COURSE
    db.commit()
    assert not load.is_due(), "nothing was ever loaded"
    demo.mark_loaded()
    loaded_examples()
    assert not load.is_due()
    for later in (30, 61):
        with time_machine.travel(today() + timedelta(days=later)):
            assert load.is_due()
            loaded_examples()
            assert not load.is_due()


def roster(cohort):
    places = db.scalars(select(Enrolment).where(Enrolment.cohort_id == cohort.id).order_by(Enrolment.id))
    return [(place.person.name, place.state) for place in places]


def test_two_of_its_three_seats_are_held_by_examples_and_its_lessons_open_at_once(clean, world):
    course = world.course()
    course.slug = COURSE
    db.commit()
    loaded_examples()
    (cohort,) = course.cohorts
    assert (cohort.taken, cohort.capacity, cohort.opens_on_enrolment) == (2, 3, True)
    assert roster(cohort) == [("Nadia (example)", "enrolled"), ("Kwame (example)", "enrolled")]
    assert db.get(CompletionRule, cohort.rule_id).text == course.certificate_rule
    learners = select(Person).where(Person.name.contains("(example)"))
    assert all(person.is_demo and person.password_hash is None for person in db.scalars(learners))
    assert count(Line, Line.topic == "enrolment enrol") == 0
    with time_machine.travel(cohort.deadline + timedelta(days=1)):
        loaded_examples()
        assert roster(course.cohorts[1]) == roster(course.cohorts[0])
        assert count(Person, Person.name.contains("(example)")) == 2


def test_a_demonstration_cohort_from_before_is_filled_and_keeps_who_is_in_it(clean, world):
    course = world.course()
    course.slug = COURSE
    db.commit()
    old = world.cohort(course, is_example=True, capacity=3)
    with unit_of_work.writing():
        enrolments.enrol(world.bao, old)
        enrolments.enrol(world.amina, old)
    assert loaded_examples() != []
    assert old.opens_on_enrolment
    assert roster(old) == [("Bao", "enrolled"), ("Amina", "enrolled")], "a seat stays free for a person"
    assert loaded_examples() == []


def test_one_request_for_a_partnership_waits_for_amina(clean):
    load.load()
    load.load()
    amina = db.scalar(select(Person).where(Person.email == "amina@example.org"))
    waiting = partnerships.waiting(amina)
    assert [(one.sender.name, one.is_example) for one in waiting.requests] == [("Ponte Atlântica", True)]
    assert partnership_rules.missing(waiting.requests[0]) == []
    assert count(Line, Line.topic == "partnership due") == 1
    ines = db.scalar(select(Person).where(Person.email == "ines@example.org"))
    assert len(partnerships.waiting(ines)) == 0
