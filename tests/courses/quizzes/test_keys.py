"""What is right never leaves the house before the attempt is handed in; answers and marks are one's own.

The strongest way to show it: what anybody is told is the same, to the letter, whatever the keys are.
"""

import json
import re

import pytest

from diaspora_commons.courses.quizzes.models import Question
from diaspora_commons.demo import content
from diaspora_commons.kernel import demo
from diaspora_commons.kernel.database import db

HTMX = {"HX-Request": "true", "HX-Target": "span#saved"}
ONCE = re.compile(r'(name="(?:idempotency_key|csrf_token)" value=")[^"]*|"made_at": *"[^"]*"')
"""What differs from page to page by itself."""
APART = ("static", "readyz")
"""What tells nothing of the content; the second tells the time."""
KEY = "kanarikey"


def everything(school, app):
    """Every address that answers GET, its holes filled with the school's things; and what might call a key."""
    holes = {
        "lang": "en", "code": school.code, "lesson": "m1-l1", "module": "m1", "number": "1",
        "slug": school.course.slug,
    }  # fmt: skip
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods and rule.endpoint not in APART]
    paths = [re.sub(r"<(?:[\w()\",=' ]+:)?(\w+)>", lambda m: holes.get(m[1], "1"), rule.rule) for rule in rules]
    asked = [f"/{door}?q={KEY}" for door in ("en/search", "api/v1/search", "en/ask", "api/v1/ask")]
    return [*paths, *asked, f"{school.home}/quizzes/m1/attempts/1?ask=1", "/en/search?q=Dakar"]


def told(school, app):
    app.wsgi_app.kept.clear()
    answers = {path: school.client.get(path) for path in everything(school, app)}
    answers["fragment"] = school.client.get(f"{school.home}/quizzes/m1/attempts/1", headers=HTMX)
    return {path: ONCE.sub(r"\1", answer.text) for path, answer in answers.items()}


def set_keys(school, settle, world, right):
    """Give every question other keys and another explanation."""
    for quiz in school.quizzes:
        for question in quiz.questions:
            row = db.get(Question, question.id)
            row.correct = [f"{KEY}{right}"] if row.kind == "short_text" else [right]
            row.explanation = f"{KEY} explains {right}"
    db.commit()
    world.keep(db.merge(school.course), "course")
    settle()


@pytest.fixture
def begun(school, settle, world, monkeypatch):
    """Bao has answered two questions and handed in nothing."""
    monkeypatch.setattr(demo, "is_on", lambda given=None: False)
    for right in (1, 0):  # twice, so that the index has settled into the order that it keeps
        set_keys(school, settle, world, right)
    address = school.begin()
    school.client.post(f"{address}/answers", school.form((["1"], ["0", "2"], [], [])))
    return address


def test_whatever_the_keys_are_everybody_is_told_the_same(school, app, begun, settle, world):
    before = told(school, app)
    set_keys(school, settle, world, 1)
    after = told(school, app)
    assert [path for path in before if before[path] != after[path]] == []
    assert [path for path, text in before.items() if KEY in text and KEY not in path] == []
    assert "Question of number 1" in before[begun]


def test_saving_tells_nothing(school, begun, settle, world):
    def saved():
        answer = school.client.post(f"{begun}/answers", school.form((["1"], ["0"], ["1"], ["gold"])), headers=HTMX)
        refused = school.client.post(f"{begun}/answers", school.form((["7"],)), headers=HTMX)
        asked = school.client.post(f"{begun}/submission", school.form((["1"], [], ["1"], ["gold"])))
        return [(a.status_code, ONCE.sub(r"\1", a.text), a.headers.get("Location")) for a in (answer, refused, asked)]

    before = saved()
    set_keys(school, settle, world, 1)
    assert saved() == before


def test_before_the_first_attempt_the_questions_themselves_are_not_shown(school, app):
    for path in everything(school, app):
        assert "Question of number" not in school.client.get(path).text, path


def test_search_finds_no_question_and_no_key(school, begun):
    for word in (KEY, "Dakar", "remittances"):
        assert school.client.get(f"/api/v1/search?q={word}").json["total"] == 0


def test_ones_data_has_the_answers_and_no_keys(school, begun):
    quizzes = json.loads(school.client.get("/en/account/data.json").data)["quizzes"]
    (attempt,) = quizzes
    assert [entry["answer"] for entry in attempt["answers"]] == [["Dakar"], ["seeds", "money"]]
    assert attempt["score"] is None
    school.hand_in(begun, (["1"], ["0", "2"], ["1"], ["gold"]))
    text = school.client.get("/en/account/data.json").text
    assert '"score": 0' in text
    assert KEY not in text


@pytest.mark.parametrize("who", ["tadesse", "amina", "dalia", "emre"])
def test_answers_and_marks_are_seen_by_nobody_else(school, app, world, begun, who):
    school.hand_in(begun, (["1"], ["0", "2"], ["0"], ["kanarianswer"]))
    assert "kanarianswer" in school.client.get(begun).text
    school.enrol(world.tadesse)
    school.sign_in(getattr(world, who))
    assert school.client.get("/api/v1/search?q=kanarianswer").json["total"] == 0
    for path in everything(school, app):
        text = school.client.get(path).text
        assert "kanarianswer" not in text, path
        assert "attempt:" not in text, path
        assert KEY not in text or KEY in path, path


def test_the_place_of_an_option_does_not_betray_it():
    """In the content no place holds much more than its share of what is right, so options keep their written order."""
    asked = [q for row in content.rows_of("courses") for m in row["modules"] for q in m["quiz"]["questions"]]
    single = [q for q in asked if q["type"] == "single"]
    for place in range(4):
        share = sum(q["correct"] == [place] for q in single) / len(single)
        assert 0.1 < share < 0.4, place
    true_first = sum(q["correct"] == [0] for q in asked if q["type"] == "true_false")
    assert 0.3 < true_first / sum(q["type"] == "true_false" for q in asked) < 0.7
