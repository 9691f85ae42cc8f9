"""Each answer is kept when it is given, also without a script, and nothing that comes too late is."""

import pytest
from sqlalchemy import select

from diaspora_commons.courses.quizzes.models import Answer, Question
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.ledger import Entry

HTMX = {"HX-Request": "true", "HX-Target": "span#saved"}


def kept():
    """The answers by the number of their question."""
    db.remove()
    rows = select(Question.position, Answer.given).join(Question, Question.id == Answer.question_id)
    return dict(db.execute(rows.order_by(Question.position)).all())


@pytest.fixture
def address(school):
    return school.begin()


@pytest.fixture
def save(school, address):
    """Answer one question as the page does when something changes."""

    def save(number, *given, **more):
        question = school.quizzes[0].questions[number - 1]
        form = {"shown": str(question.id), f"answer-{question.id}": list(given), "idempotency_key": ""}
        return school.client.post(f"{address}/answers", {**form, **more}, headers=HTMX)

    return save


def test_one_answer_is_kept_and_the_others_stay(school, save):
    save(1, "0")
    save(2, "0", "3")
    save(4, "  gold ")
    save(1, "2")
    assert kept() == {1: [2], 2: [0, 3], 4: ["gold"]}


def test_it_says_so_in_one_line(school, save, address):
    answer = save(1, "0")
    assert (answer.status_code, school.client.where(answer)) == (303, address)
    sign = school.client.get(address, headers=HTMX)
    assert sign.text.startswith('<span id="saved">')
    assert "Saved: 1 of 4 questions are answered." in sign.text
    assert "<html" not in sign.text
    assert "HX-Target" in sign.headers["Vary"]


def test_it_is_there_when_one_comes_back(school, save, address):
    save(1, "2")
    save(4, "gold")
    page = school.client.get(address).text
    first = school.quizzes[0].questions[0].id
    assert f'<input type="radio" name="answer-{first}" value="2" checked>' in page
    assert f'<input type="radio" name="answer-{first}" value="1">' in page
    assert 'value="gold"' in page
    assert 'role="status"' in page
    assert 'name="q" value=""' in page, "the search box knows nothing of the quiz"


def test_an_answer_can_be_taken_away(save):
    save(2, "0", "3")
    save(2)
    save(4, "gold")
    save(4, "   ")
    assert kept() == {}


def test_without_a_script_all_are_saved_with_one_button(school, address):
    form = school.form((["0"], [], ["1"], ["gold"]))
    answer = school.client.post(f"{address}/answers", {**form, "later": "1"})
    assert (answer.status_code, school.client.where(answer)) == (303, f"{school.home}/quizzes/m1")
    page = school.client.get(f"{school.home}/quizzes/m1").text
    assert "Your answers are saved. Go on whenever you like." in page
    assert "Go on with attempt 1" in page
    assert kept() == {1: [0], 3: [1], 4: ["gold"]}


def test_what_a_form_does_not_show_stays(school, save, address):
    save(1, "0")
    school.client.post(f"{address}/answers", {})
    assert kept() == {1: [0]}


@pytest.mark.parametrize(
    ("number", "given"),
    [(1, ["3"]), (1, ["-1"]), (1, ["x"]), (1, ["0", "1"]), (2, ["0", "9"]), (3, ["٢"]), (4, ["w" * 501])],
)
def test_what_is_no_answer_changes_nothing(school, save, number, given):
    save(1, "0")
    answer = save(number, *given)
    assert answer.status_code == 422
    assert answer.text.startswith('<span id="saved" class="error">')
    assert kept() == {1: [0]}


def test_questions_of_others_are_not_answered_here(school, save):
    foreign = school.quizzes[1].questions[0]
    assert save(1, "0", **{"shown": str(foreign.id), f"answer-{foreign.id}": "1"}).status_code == 303
    assert kept() == {}


def test_after_handing_in_it_is_refused_kindly(school, save, address):
    save(1, "0")
    school.hand_in(address, (["0"], ["0"], ["1"], ["gold"]))
    answer = save(1, "1")
    assert answer.status_code == 409
    assert answer.text.startswith('<span id="saved" class="error">')
    assert "This attempt was handed in already. Nothing was changed." in answer.text
    whole = school.client.post(f"{address}/answers", school.form((["1"],)))
    assert whole.status_code == 409
    assert "This attempt was handed in already. Nothing was changed." in whole.text
    assert "Result of the quiz" in whole.text
    assert kept()[1] == [0]


def test_after_the_cohort_what_was_answered_stays_and_nothing_is_added(school, save, address):
    save(1, "0")
    school.moved(deadline=-90, starts=-80, ends=-1)
    answer = save(1, "1")
    assert answer.status_code == 409
    assert "quizzes can no longer be taken" in answer.text
    assert kept() == {1: [0]}
    assert "it can no longer be handed in" in school.client.get(address).text


def test_who_has_left_is_answered_kindly(school, save, address):
    school.client.post(f"{school.home}/withdrawal")
    answer = save(1, "1")
    assert answer.status_code == 409
    assert "You are no longer in this cohort" in answer.text
    assert kept() == {}


def test_a_question_that_was_taken_away_meanwhile_is_no_fault(school, save, address):
    save(1, "0")
    save(3, "1")
    db.delete(db.get(Question, school.quizzes[0].questions[0].id))
    db.commit()
    assert save(1, "1").status_code == 303
    page = school.client.get(address)
    assert page.status_code == 200
    assert "Saved: 1 of 3 questions are answered." in page.text
    assert kept() == {3: [1]}


def test_an_option_that_was_taken_away_meanwhile_is_no_fault(school, save, address):
    save(1, "2")
    db.get(Question, school.quizzes[0].questions[0].id).options = ["Kayes", "Dakar"]
    db.commit()
    assert school.client.get(address).status_code == 200
    assert "has changed since the page was shown" in save(1, "2").text


def test_nobody_is_told_when_somebody_thinks(save):
    save(1, "0")
    assert db.scalars(select(Entry.verb).where(Entry.verb.like("quiz.%"))).all() == ["quiz.begin"]
