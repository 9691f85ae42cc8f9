"""Each flow of the assistant from a message to the form at its end: with htmx, and without any script."""

import pytest
from playwright.sync_api import expect

from pages import AskPage, Place
from test_accessibility import EVERYTHING, RUN

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["with htmx", "without scripts"])
def asking(request, windows):
    return AskPage(windows(java_script_enabled=request.param)).open()


def test_a_course_is_found_and_its_place_waits_behind_the_sign_in(asking):
    asking.ask("I want to learn how to write project proposals").ask("english please").ask("the first one").ask("1")
    asking.answer.get_by_role("link", name="Sign in").click()
    Place(asking.page).is_titled("Sign in")
    assert "cohort%3D" in asking.page.url or "cohort=" in asking.page.url


def test_a_partner_is_found_by_country_and_sector_and_the_request_is_begun(asking):
    asking.ask("we need a partner in Uganda").ask("health").choose("Uganda Diaspora Health Foundation (UDHF)")
    expect(asking.answer.get_by_role("link", name="Ask for a partnership")).to_have_attribute(
        "href", "/en/partnerships/new?organisation=udhf"
    )


def test_publishing_is_led_step_by_step_with_a_question_in_between(asking):
    asking.ask("how do i publish").choose("How do I publish an initiative?").choose("Yes")
    asking.ask("what should i prepare before submit")
    expect(asking.answer).to_contain_text("And back to where we were")
    asking.choose("Yes")
    expect(asking.answer.get_by_role("link", name="Write an initiative")).to_be_visible()


def test_a_certificate_is_looked_up(asking):
    asking.ask("I want to check a certificate").ask("ABCD-1234-EFGH")
    expect(asking.answer).to_contain_text("No certificate with this code was issued here.")


def test_a_problem_is_sent_after_it_was_seen(asking):
    asking.ask("the form does not work").ask("the search page stays blank").ask("skip")
    expect(asking.answer).to_contain_text("Shall I send it?")
    asking.choose("Yes, send it")
    expect(asking.answer).to_contain_text("Its number is Q-")


def test_a_person_is_asked_and_one_changes_ones_mind(asking):
    asking.ask("recipe for zzqx plugh").ask("can I talk to a person").ask("no address").choose("No, do not send it")
    expect(asking.answer).to_contain_text("Nothing was sent.")


def test_how_ones_requests_stand(asking):
    asking.ask("what is the status of my application").ask("2")
    expect(asking.answer.get_by_role("heading", level=2)).to_contain_text("review")


def test_a_conversation_is_erased(asking):
    asking.ask("hello")
    asking.press("Erase it now")
    expect(asking.main.locator(".talk-turn")).to_have_count(0)


def test_on_any_page_the_conversation_opens_where_one_is(windows, watch):
    page = windows()
    page.goto("/en/library")
    with watch(page):
        page.get_by_role("complementary", name="Ask the assistant").locator("summary").click()
        page.get_by_role("textbox", name="Your question").fill("what is a diaspora bond")
        page.keyboard.press("Enter")
        expect(page.get_by_role("log").get_by_role("heading", name="What is a diaspora bond?")).to_be_visible()
        expect(page.get_by_role("textbox", name="Your question")).to_be_focused()
    assert page.url.endswith("/en/library")
    assert page.context.cookies() == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("textbox", name="Your question")).to_be_hidden()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_a_conversation(windows, axe_source, language, width):
    asking = AskPage(windows(viewport={"width": width, "height": 800}, reduced_motion="reduce"), language).open()
    asking.ask("certificate").ask("2").ask("we need a partner in Uganda").ask("health").ask("zzqx plugh")
    asking.page.evaluate(axe_source)
    assert asking.page.evaluate(RUN, EVERYTHING) == []
    assert asking.page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_nothing_in_the_widget(windows, axe_source):
    page = windows(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    page.goto("/en/courses")
    page.get_by_role("complementary", name="Ask the assistant").locator("summary").click()
    page.get_by_role("textbox", name="Your question").fill("certificate")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log").get_by_role("button")).to_have_count(3)
    page.evaluate(axe_source)
    assert page.evaluate(RUN, EVERYTHING) == []
