"""Bao reads, takes a quiz, fails, and passes; with and without JavaScript, and without a connection."""

from itertools import count

import pytest
from playwright.sync_api import expect

from learning import (
    COHORT,
    AttemptPage,
    CoursePage,
    HubPage,
    LessonPage,
    QuizPage,
    ResultPage,
    Shortcut,
    open_cohort,
    right_answers,
)
from pages import ConfirmationPage, Mailbox, RegisterPage

pytestmark = pytest.mark.browser
PASSWORD = "three warm loaves"
QUIZ = f"/en/learning/{COHORT}/quizzes/m1"
serial = count(1)


@pytest.fixture(scope="module")
def cohort(site):
    return open_cohort(site.instance)


def come(page):
    """Somebody new."""
    address = f"reader-{next(serial)}@example.org"
    RegisterPage(page).open().register("Bao", address, PASSWORD)
    Mailbox(page).open_letter(address, "Confirm your address").follow_link()
    ConfirmationPage(page).confirm(PASSWORD)


def answer(attempt, questions):
    """Choose what is right, question by question."""
    for question, options in questions:
        for option in options:
            attempt.option(question, option).check()


def test_bao_reads_takes_a_quiz_fails_and_passes(window, cohort, request):
    has_scripts = request.node.callspec.params["window"] == "htmx"
    questions = list(right_answers("m1"))
    bao = window()
    come(bao)
    hub = CoursePage(bao).open().take_a_seat(cohort)
    hub.follow("Begin with the first lesson")
    for title in ("Migration in numbers", "Data sources and their limits", "Quiz: Words and numbers"):
        LessonPage(bao).read()
        expect(LessonPage(bao).heading).to_have_text(title)

    attempt = QuizPage(bao).begin()
    answer(attempt, questions[:2])
    quiz = attempt.has_saved(2, 6) if has_scripts else attempt.leave()
    quiz = QuizPage(bao)
    bao.goto(QUIZ)
    attempt = quiz.go_on().has_saved(2, 6)
    for question, options in questions[:2]:
        expect(attempt.option(question, options[0])).to_be_checked()

    attempt.hand_in()
    expect(attempt.asked_about).to_have_count(4)
    attempt.press("Hand in anyway")
    result = ResultPage(bao).says("Not passed", "33%")
    first, last = questions[0], questions[-1]
    expect(result.question(first[0])).to_contain_text("IOM treats it as an umbrella term")
    expect(result.question(last[0])).to_contain_text("You gave no answer.")
    expect(result.question(last[0]).locator("li").filter(has_text=last[1][0])).to_contain_text("Right answer")

    attempt = result.try_again()
    answer(attempt, questions)
    attempt.hand_in()
    ResultPage(bao).says("Passed", "100%")
    bao.get_by_role("navigation", name="Before and after").locator("a[rel=next]").click()
    expect(LessonPage(bao).heading).to_have_text("States, cities and international bodies")
    hub = HubPage(bao).open()
    expect(hub.to_go.get_by_text("9 lessons and 3 quizzes to go")).to_be_visible()


@pytest.fixture
def begun(browser, site, cohort):
    """A window on an open attempt, whose connection may fail."""
    context = browser.new_context(base_url=site.address)
    page = context.new_page()
    come(page)
    Shortcut(page).enrol()
    page.goto(QUIZ)
    yield QuizPage(page).begin()
    context.close()


def test_an_answer_given_without_a_connection_is_sent_with_the_next(begun):
    (first, second, *_rest) = right_answers("m1")
    begun.page.context.set_offline(True)
    begun.option(first[0], first[1][0]).check()
    expect(begun.sign).to_contain_text("Not saved.")
    begun.page.context.set_offline(False)
    begun.option(second[0], second[1][0]).check()
    begun.has_saved(2, 6)
    begun.page.reload()
    expect(begun.option(first[0], first[1][0])).to_be_checked()


def test_an_answer_that_comes_after_handing_in_changes_nothing(begun):
    late = AttemptPage(begun.page.context.new_page())
    late.page.goto(begun.page.url)
    answer(begun, right_answers("m1"))
    begun.hand_in()
    ResultPage(begun.page).says("Passed", "100%")
    question, options = next(right_answers("m1"))
    late.option(question, "It excludes students").check()
    expect(late.sign).to_contain_text("This attempt was handed in already. Nothing was changed.")
    begun.page.reload()
    expect(ResultPage(begun.page).question(question).locator(".is-chosen")).to_contain_text(options[0])


def test_a_quiz_is_taken_with_the_keyboard_alone(begun):
    page = begun.page
    for question, options in right_answers("m1"):
        group = page.get_by_role("group", name=question)
        boxes = group.locator("input[type=checkbox]")
        if boxes.count():
            for option in options:
                group.get_by_label(option, exact=True).focus()
                page.keyboard.press("Space")
        else:
            radios = group.locator("input[type=radio]")
            place = [label.strip() for label in group.locator("label").all_inner_texts()].index(options[0])
            radios.first.focus()
            page.keyboard.press("Space")
            for _step in range(place):
                page.keyboard.press("ArrowDown")
    begun.has_saved(6, 6)
    page.get_by_role("button", name="Hand in", exact=True).focus()
    page.keyboard.press("Enter")
    ResultPage(page).says("Passed", "100%")
