"""A name that its holder hides, and the code itself, are found by nobody who was not given it."""

import re

import pytest

from diaspora_commons.courses.certificates import actions, codes
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.access import access_of
from diaspora_commons.kernel.database import db
from diaspora_commons.notifications.models import Letter

CANARY = "Quetzalcoatl8841"


@pytest.fixture
def hidden(world, certificate, settle):
    """Bao's certificate under a name that nobody else may learn."""
    with unit_of_work.writing():
        hidden = actions.correct_name(world.bao, certificate, CANARY)
        actions.show_name(world.bao, hidden, False)
    settle()
    return hidden


def doors(app, hidden):
    written = codes.written(hidden.code)
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and rule.endpoint != "static" and access_of(app.view_functions[rule.endpoint]):
            fill = {"lang": "en", "slug": hidden.course_slug, "name": "about", "kind": "courses", "format": "json"}
            code = written if rule.rule.startswith("/verify") else hidden.cohort_code
            fill["code"] = code
            yield re.sub(r"<(?:[\w()\",=' ]+:)?(\w+)>", lambda m, fill=fill: str(fill.get(m[1], "1")), rule.rule)
    yield from (
        f"/en/search?q={CANARY}", f"/api/v1/search?q={CANARY}", f"/api/v1/search/suggest?q={CANARY[:6]}",
        f"/en/ask?q={CANARY}", f"/verify/{written}?lang=ar", f"/en/verify?code={written}",
    )  # fmt: skip


@pytest.mark.slow
def test_the_hidden_name_is_nowhere(app, client, world, hidden):
    for person in (None, world.ines, world.tadesse, world.dalia, world.emre):
        if person:
            client.sign_in(person)
        for path in doors(app, hidden):
            for accepted in ("text/html", "application/json"):
                answer = client.get(path, headers={"Accept": accepted}).text
                repeated = CANARY in path
                assert repeated or CANARY not in answer, (person and person.name, path)


def test_nor_in_a_letter_to_anybody_else(world, hidden, settle):
    with unit_of_work.writing():
        actions.revoke(world.emre, db.merge(hidden), "By mistake.")
    settle()
    others = db.query(Letter).filter(Letter.person_id != world.bao.id).all()
    assert [letter.subject for letter in others if CANARY in letter.text + letter.html + letter.subject] == []


def test_the_code_is_on_no_page_of_others(app, client, world, hidden):
    written = codes.written(hidden.code)
    for person in (None, world.ines, world.tadesse, world.dalia):
        if person:
            client.sign_in(person)
        for path in doors(app, hidden):
            if "verify" not in path:
                answer = client.get(path).text
                assert written not in answer, path
                assert hidden.code not in answer, path


def test_its_holder_sees_it(client, world, hidden):
    page = client.sign_in(world.bao).get(f"/en/learning/{hidden.cohort_code}/certificate").text
    assert CANARY in page
    assert codes.written(hidden.code) in page
