"""Each of the cast, and a visitor, walks through every page there is, in English and in Arabic."""

import re

import pytest
from sqlalchemy import event

from diaspora_commons.courses.enrolments import actions as enrolments
from diaspora_commons.courses.quizzes import actions as quizzes
from diaspora_commons.initiatives.models import State
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.access import access_of

CANARY = "canary9731"


@pytest.fixture
def furnished(world, settle):
    """One of everything, with addresses that the tour knows."""
    world.seeds = world.published("Seeds for Kayes")
    world.draft = world.initiative(f"{CANARY} garden", summary=f"A plan that is nobody's yet: {CANARY}.")
    world.waiting = world.initiative("Waiting for review", State.SUBMITTED)
    world.report = world.resource()
    world.lessons = world.course()
    world.cohort(world.lessons)
    take_a_seat(world)
    world.forum = world.event()
    world.asked = world.partnership()
    settle()
    return world


def take_a_seat(world):
    """Bao has a seat in the course, and has begun its quiz."""
    quiz = world.quiz(world.lessons.modules[0])
    world.seat = world.cohort(world.lessons, opens_on_enrolment=True)
    with unit_of_work.writing():
        quizzes.begin(world.bao, enrolments.enrol(world.bao, world.seat), quiz)


def addresses(app, world, language):
    """Every GET address, its holes filled with what the world holds."""
    slugs = {
        "initiatives": world.seeds.slug,
        "organisations": world.sahel.slug,
        "library": world.report.slug,
        "courses": world.lessons.slug,
        "events": world.forum.slug,
    }
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint == "static":
            continue
        room = rule.endpoint.partition(".")[0]
        fill = {"lang": language, "slug": slugs.get(room, "none"), "code": "m1-l1", "format": "bib"}
        fill["public_id"] = world.asked.public_id
        if room in ("learning", "lessons", "quizzes", "certificates"):
            fill |= {"code": world.seat.code, "lesson": "m1-l1", "module": "m1"}
        yield rule, re.sub(r"<(?:[\w()\",=' ]+:)?(\w+)>", lambda m, fill=fill: str(fill.get(m[1], "1")), rule.rule)


@pytest.mark.parametrize("language", ["en", pytest.param("ar", marks=pytest.mark.slow)])
def test_no_page_fails_for_anybody(app, client, furnished, language):
    for person in (None, *furnished.cast):
        if person:
            client.sign_in(person)
        for rule, path in addresses(app, furnished, language):
            answer = client.get(path)
            assert answer.status_code < 500, (person and person.name, path)
            access = access_of(app.view_functions[rule.endpoint])
            if access == "signed in" and person is None:
                assert answer.status_code == 302, path
            if access.startswith("staff") and not getattr(person, f"is_{access.partition(': ')[2]}", False):
                assert answer.status_code == (302 if person is None else 404), path


def test_a_draft_is_seen_by_nobody_else_anywhere(app, client, furnished):
    """A word that stands in a draft only is looked for in every answer to everybody who may not see it."""
    for person in (None, furnished.bao, furnished.ines, furnished.tadesse, furnished.dalia):
        if person:
            client.sign_in(person)
        paths = [path for _, path in addresses(app, furnished, "en")]
        asked = [
            f"/en/search?q={CANARY[:4]}",
            f"/en/ask?q={CANARY[:4]}",
            "/api/v1/search?q=garden",
            "/api/v1/ask?q=garden",
        ]
        for path in [*paths, *asked, "/en/search?q=garden", f"/en/initiatives/{furnished.draft.slug}"]:
            answer = client.get(path)
            assert CANARY not in answer.text, (person and person.name, path)
        assert client.get(f"/en/initiatives/{furnished.draft.slug}").status_code == 404


@pytest.fixture
def queries(app):
    """Counts what the database is asked."""
    engine, asked = app.extensions["engine"], []

    def note(connection, cursor, statement, parameters, context, many):
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def asked_by(world, n):
    return world.partnership(sender=world.organisation(f"Friends {n}", owner=world.bao))


MAKERS = {
    "/en/initiatives": lambda world, n: world.published(f"Initiative {n}", partners=[world.ponte]),
    "/en/organisations": lambda world, n: world.organisation(f"Society {n}"),
    "/en/library": lambda world, n: world.resource(f"Report {n}", publishers=[world.sahel]),
    "/en/courses": lambda world, n: world.cohort(world.course(f"Course {n}")),
    "/en/events": lambda world, n: world.event(f"Forum {n}", organisers=[world.sahel]),
    "/en/": lambda world, n: world.published(f"Initiative {n}"),
    "/en/moderation": lambda world, n: world.initiative(f"Waiting {n}", State.SUBMITTED),
    "/en/desk": lambda world, n: (world.initiative(f"Mine {n}", organisation=world.sahel), asked_by(world, n)),
    "/en/partnerships": lambda world, n: asked_by(world, n),
}


@pytest.mark.parametrize("path", MAKERS)
def test_a_list_of_twelve_costs_no_more_queries_than_a_list_of_two(client, world, queries, settle, path):
    client.sign_in(world.amina if path in ("/en/desk", "/en/partnerships") else world.dalia)

    def cost():
        queries.clear()
        assert client.get(path).status_code == 200
        return len([q for q in queries if q.lstrip().upper().startswith("SELECT")])

    for n in range(2):
        MAKERS[path](world, n)
    settle()
    few = cost()
    for n in range(2, 12):
        MAKERS[path](world, n)
    settle()
    assert cost() <= few
