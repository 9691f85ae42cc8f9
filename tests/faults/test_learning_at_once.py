"""One person in several windows at once: one attempt, one hand-in, one certificate, and nothing answered too late."""

from collections import Counter

import pytest

import at_once
from people import Somebody

SCHOOL = """
from datetime import timedelta
from diaspora_commons.accounts.models import Person
from diaspora_commons.courses.enrolments import actions
from diaspora_commons.courses.models import Cohort, Course, Lesson, Module
from diaspora_commons.courses.quizzes.models import Question, Quiz
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.database import db
from diaspora_commons.web import create_app
app = create_app()
with app.app_context(), unit_of_work.writing():
    module = Module(code="m1", position=1, title="Words")
    module.lessons = [Lesson(code="m1-l1", position=1, title="Words", minutes=5, body="Words carry weight.")]
    course = Course(
        slug="words", title="Words", language="en", level="introductory", hours=1, summary="Words.", outcomes=[],
        prerequisites="None.", partner_names=[], partner_note="", passing_mark=70, certificate_rule="All of it.",
        sources=[], modules=[module],
    )
    db.add(course)
    db.flush()
    db.add(Quiz(module_id=module.id, questions=[
        Question(code=f"q{n}", position=n, kind="single", text=f"Question {n}", options=["a", "b"], correct=[0],
                 explanation="So it is.")
        for n in range(1, 5)
    ]))
    day = today()
    cohort = Cohort(course=course, code="words-1", starts=day, ends=day + timedelta(days=9), deadline=day, capacity=3)
    cohort.opens_on_enrolment = True
    db.add(cohort)
    db.flush()
    actions.enrol(db.query(Person).filter_by(email="bao@example.org").one(), cohort)
"""
HOME = "/en/learning/words-1"
QUIZ = f"{HOME}/quizzes/m1/attempts"
WINDOWS = 12


@pytest.fixture
def windows(each_site):
    """The site, and the windows of Bao, who has a seat."""
    each_site.environment["COMMONS_WORKERS"] = "2"
    done = each_site.run("-c", SCHOOL)
    assert done.returncode == 0, done.stderr
    each_site.start()
    bao = Somebody(each_site.port).sign_in("bao")
    return each_site, [at_once.same_browser(bao) for _window in range(WINDOWS)]


def form(site, place):
    """Every question answered by the option at this place."""
    ids = [row.id for row in site.ask("SELECT id FROM question ORDER BY position")]
    return {"shown": ids, **{f"answer-{id}": place for id in ids}}


def statuses(answers):
    return Counter(answer.status for answer in answers)


def test_windows_that_meet(windows):
    site, tabs = windows

    begun = at_once.together(*[lambda tab=tab: tab.post(QUIZ) for tab in tabs])
    assert statuses(begun) == {303: WINDOWS}
    assert {answer.where for answer in begun} == {f"{QUIZ}/1"}
    assert [row.number for row in site.ask("SELECT number FROM attempt")] == [1]

    wrong, right = form(site, 1), form(site, 0)
    handed = at_once.together(*[lambda tab=tab: tab.post(f"{QUIZ}/1/submission", wrong) for tab in tabs])
    assert statuses(handed) == {303: 1, 409: WINDOWS - 1}
    assert [(row.number, row.score) for row in site.ask("SELECT number, score FROM attempt")] == [(1, 0)]

    late = at_once.together(*[lambda tab=tab: tab.post(f"{QUIZ}/1/answers", right) for tab in tabs])
    assert statuses(late) == {409: WINDOWS}
    assert {str(row.given) for row in site.ask("SELECT given FROM quiz_answer")} == {str(given_as(site, [1]))}

    tabs[0].post(QUIZ)
    mixed = at_once.together(
        *[lambda tab=tab: tab.post(f"{QUIZ}/2/answers", wrong) for tab in tabs[:6]],
        *[lambda tab=tab: tab.post(f"{QUIZ}/2/submission", right) for tab in tabs[6:]],
    )
    assert statuses(mixed[6:]) == {303: 1, 409: 5}
    assert set(statuses(mixed[:6])) <= {303, 409}
    assert [row.score for row in site.ask("SELECT score FROM attempt WHERE number = 2")] == [100]

    read = at_once.together(*[lambda tab=tab: tab.post(f"{HOME}/lessons/m1-l1/reading") for tab in tabs])
    assert statuses(read) == {303: WINDOWS}
    assert site.ask("SELECT count(*) AS n FROM reading")[0].n == 1
    assert site.ask("SELECT count(*) AS n FROM certificate")[0].n == 1
    assert site.ask("SELECT state FROM enrolment")[0].state == "completed"
    assert "locked" not in site.log.read_text()


def given_as(site, value):
    """How the database gives back this JSON when it is asked in plain SQL."""
    return value if "postgresql" in site.database_url else str(value)
