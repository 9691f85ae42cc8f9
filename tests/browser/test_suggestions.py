"""Suggestions under the search box: by keyboard, by mouse, as a screen reader is told, and none without a script."""

import re

import pytest
from playwright.sync_api import expect

from pages import PHONE, SearchPage, words_of
from test_accessibility import EVERYTHING, RUN

pytestmark = pytest.mark.browser
DOWN, UP = "ArrowDown", "ArrowUp"


@pytest.fixture
def shown(windows):
    return SearchPage(windows()).open()


def box_of(shown):
    return words_of(shown.main).first


def type_into(shown, text):
    box = box_of(shown)
    box.click()
    box.press_sequentially(text)
    expect(box).to_have_attribute("aria-expanded", "true")
    return shown.main.get_by_role("option")


def test_the_box_says_what_it_is_and_what_is_offered(shown):
    box = box_of(shown)
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_attribute("aria-autocomplete", "list")
    options = type_into(shown, "remit")
    expect(options.first).to_have_text(re.compile("^Remittances"))
    expect(shown.main.get_by_role("listbox", name="Suggestions")).to_have_id(box.get_attribute("aria-controls"))
    expect(shown.main.get_by_role("status").filter(has_text="Choose with the arrow keys")).to_have_count(1)


def test_the_arrow_keys_go_round_and_the_focus_stays_in_the_box(shown):
    options = type_into(shown, "remit")
    box, many = box_of(shown), options.count()
    assert many > 2
    for key, place in ((DOWN, 0), (DOWN, 1), (UP, 0), (UP, many - 1), (DOWN, 0)):
        box.press(key)
        expect(options.nth(place)).to_have_attribute("aria-selected", "true")
        expect(box).to_have_attribute("aria-activedescendant", options.nth(place).get_attribute("id"))
        expect(shown.main.get_by_role("option", selected=True)).to_have_count(1)
        expect(box).to_be_focused()


def test_enter_goes_where_the_chosen_one_leads_and_without_one_it_searches(shown):
    type_into(shown, "remit")
    box_of(shown).press(DOWN)
    box_of(shown).press("Enter")
    shown.has_answered("Remittances")
    options = type_into(shown, " cost")
    box_of(shown).press("Enter")
    expect(options).to_have_count(0)
    shown.has_answered("Remittances cost")


def test_escape_closes_the_list_and_keeps_what_was_typed(shown):
    options = type_into(shown, "remit")
    box_of(shown).press("Escape")
    expect(options).to_have_count(0)
    expect(box_of(shown)).to_have_attribute("aria-expanded", "false")
    expect(box_of(shown)).to_have_value("remit")
    box_of(shown).press(DOWN)
    expect(options.first).to_be_visible()


def test_a_click_chooses_and_a_click_elsewhere_closes(shown):
    options = type_into(shown, "remit")
    shown.heading.click()
    expect(options).to_have_count(0)
    box_of(shown).fill("")
    options = type_into(shown, "remittances")
    title = options.filter(has_text="What are remittances?")
    title.click()
    expect(shown.heading).to_have_text("What are remittances?")


def test_arabic_is_offered_from_the_other_side_with_and_without_the_article(windows):
    shown = SearchPage(windows(viewport=PHONE), "ar").open()
    for typed in ("الهجر", "هجر"):
        box_of(shown).fill("")
        options = type_into(shown, typed)
        expect(options.filter(has_text="الهجرة").first).to_be_visible()
    edge = shown.page.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth")
    assert edge == 0


@pytest.mark.parametrize("how", [{}, {"color_scheme": "dark"}, {"viewport": PHONE}], ids=["light", "dark", "phone"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_while_the_list_is_open(windows, axe_source, language, how):
    shown = SearchPage(windows(**how), language).open()
    type_into(shown, "migr" if language == "en" else "الهجر")
    box_of(shown).press(DOWN)
    shown.page.evaluate(axe_source)
    assert shown.page.evaluate(RUN, EVERYTHING) == []


def test_without_a_script_the_box_is_a_box(windows):
    shown = SearchPage(windows(java_script_enabled=False)).open()
    box = shown.main.get_by_role("searchbox")
    box.press_sequentially("remittances")
    expect(shown.main.get_by_role("listbox")).to_have_count(0)
    box.press("Enter")
    shown.has_answered("remittances")
