"""A visitor reads, narrows down, changes the language, searches and asks, without an account."""

import pytest
from playwright.sync_api import expect

from pages import PHONE, AskPage, FrontPage, ListPage, Place, SearchPage

pytestmark = pytest.mark.browser
ROOMS = ("Initiatives", "Organisations", "Library", "Courses", "Events")


@pytest.fixture(params=[("en", "ar", {}), ("ar", "fr", {"viewport": PHONE})], ids=["English", "Arabic on a phone"])
def reader(window, request):
    """A window on the front page, the language it is read in, and another."""
    language, other, how = request.param
    return FrontPage(window(**how), language).open().is_in(language), other


def test_a_visitor_walks_through_the_five_lists_and_opens_what_is_in_them(reader):
    front, _ = reader
    assert len(front.numbers) == 4
    assert all(front.numbers)
    for room in ROOMS:
        shown = front.go_to(room)
        assert shown.count >= len(shown.titles) > 0
        shown.read_first()


def test_a_visitor_narrows_a_list_down_and_widens_it_again(reader):
    front, _ = reader
    shown = front.go_to("Initiatives")
    all_of_them = shown.count
    promised = shown.narrow()
    assert shown.count == promised < all_of_them
    shown.widen()
    assert shown.count == all_of_them


def test_a_visitor_goes_on_reading_the_same_page_in_another_language(reader):
    front, other = reader
    shown = front.go_to("Organisations")
    shown.narrow()
    found = shown.count
    shown.speak(other)
    expect(shown.heading).to_have_text(shown.say("Organisations"))
    assert shown.count == found
    title = shown.read_first()
    item = Place(shown.page, other).speak(front.language)
    expect(item.heading).to_contain_text(title.partition(" (")[0])


def test_a_visitor_searches_everything_with_one_box(reader):
    front, _ = reader
    front.look_for("water")
    found = SearchPage(front.page, front.language)
    assert found.count >= len(found.titles) > 0
    promised = found.narrow()
    assert found.count == promised
    title = found.read_first()
    again = SearchPage(front.page, front.language).open().look_for(title)
    assert title in again.titles


def test_a_visitor_asks_and_is_answered_with_a_source_or_told_that_there_is_no_answer(reader):
    front, _ = reader
    asking = AskPage(front.page, front.language).open()
    question = asking.popular[0].strip()
    asking.ask(question)
    expect(asking.answers).to_have_count(1)
    expect(asking.answers.get_by_role("heading", level=2)).to_contain_text(question)
    expect(asking.answers.get_by_text(asking.say("Why this answer?"))).to_be_visible()
    asking.open().ask("zzqx plugh")
    no_answer = asking.say("There is no reviewed answer to this yet")
    expect(asking.answer.get_by_role("heading", name=no_answer)).to_be_visible()


def test_with_and_without_htmx_one_reads_the_same(windows):
    quick, plain = (windows(java_script_enabled=on) for on in (True, False))
    said = []
    for page in (quick, plain):
        search = SearchPage(page).open()
        page.evaluate("window.stayed = true")
        texts = [search.look_for(words).results.inner_text() for words in ("water", "schol", "zzqx", "“remittances”")]
        asking = AskPage(page).open()
        texts += [asking.ask(words).answer.inner_text() for words in ("How do I register?", "visa", "cooking")]
        said.append(texts)
    assert said[0] == said[1]


def test_htmx_changes_the_results_and_leaves_the_page(windows):
    page = windows()
    search = SearchPage(page).open()
    page.evaluate("window.stayed = true")
    first = search.look_for("water").results.inner_text()
    expect(search.results).to_be_visible()
    assert page.evaluate("window.stayed")
    search.look_for("seeds")
    page.go_back()
    expect(search.results).to_have_text(first, use_inner_text=True)


def test_a_list_can_be_read_to_its_end(page):
    shown = ListPage(page).at("/library")
    last = shown.main.get_by_role("navigation", name=shown.say("Pages")).get_by_role("link").nth(-2)
    last.click()
    assert shown.titles
