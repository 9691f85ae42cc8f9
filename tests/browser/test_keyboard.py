"""Everything can be reached and used with the keyboard alone, and one always sees where one is."""

import pytest
from playwright.sync_api import expect

from pages import PHONE, FrontPage, ListPage, SearchPage, words_of

pytestmark = pytest.mark.browser
FAR = 80


@pytest.fixture(params=[("en", {}), ("ar", {"viewport": PHONE})], ids=["English", "Arabic on a phone"])
def reader(window, request):
    language, how = request.param
    return FrontPage(window(**how), language).open()


def tab_to(page, wanted, key="Tab"):
    """Go on with the Tab key until it is reached; each stop on the way must be seen."""
    for _ in range(FAR):
        page.keyboard.press(key)
        shows_itself(page)
        if wanted.evaluate("one => one === document.activeElement"):
            return wanted
    raise AssertionError(f"{FAR} times {key} do not lead to {wanted}")


def shows_itself(page):
    """Where the keyboard is has an outline or a thick edge, and a size."""
    seen = page.evaluate("""() => {
      const here = document.activeElement, part = here.querySelector("path"), style = getComputedStyle(here);
      const box = here.getBoundingClientRect();
      const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      const edged = part !== null && parseFloat(getComputedStyle(part).strokeWidth) >= 2;
      return [outlined || edged, box.width > 0 && box.height > 0, here.outerHTML.slice(0, 120)];
    }""")
    assert seen[:2] == [True, True], seen


def test_the_first_key_offers_to_skip_to_the_content(reader):
    page = reader.page
    skip = page.get_by_role("link", name=reader.say("Skip to the content"))
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(reader.main).to_be_focused()
    page.keyboard.press("Tab")
    assert reader.main.evaluate("main => main.contains(document.activeElement)")


def test_one_searches_and_narrows_down_without_a_mouse(reader):
    page = reader.page
    box = words_of(reader.main)
    tab_to(page, box)
    page.keyboard.type("water")
    page.keyboard.press("Enter")
    found = SearchPage(page, reader.language).has_answered("water")
    facets = found.fold.get_by_role("link")
    if not facets.first.is_visible():
        tab_to(page, found.fold.locator("summary").first)
        page.keyboard.press("Enter")
    tab_to(page, facets.first)
    page.keyboard.press("Enter")
    expect(found.chosen).to_have_count(1)
    tab_to(page, found.chosen.get_by_role("link"))
    page.keyboard.press("Enter")
    expect(found.chosen).to_have_count(0)
    first = found.main.get_by_role("article").get_by_role("link").first
    tab_to(page, first)
    title = first.inner_text()
    page.keyboard.press("Enter")
    expect(found.heading).to_contain_text(title.partition(" (")[0])


def test_the_menu_opens_and_chooses_by_keys(reader):
    page, menu = reader.page, reader.menu("Language")
    tab_to(page, menu.locator("summary"))
    page.keyboard.press("Enter")
    french = menu.get_by_role("link", name="Français")
    expect(french).to_be_visible()
    tab_to(page, french)
    page.keyboard.press("Enter")
    reader.is_in("fr")


def test_escape_closes_a_menu_and_leads_back_to_its_word(windows):
    shown = ListPage(windows()).at("/initiatives")
    menu = shown.menu("Language")
    tab_to(shown.page, menu.locator("summary"))
    shown.page.keyboard.press("Enter")
    expect(menu.get_by_role("link")).to_have_count(4)
    expect(menu.get_by_role("link").first).to_be_visible()
    shown.page.keyboard.press("Tab")
    shown.page.keyboard.press("Escape")
    expect(menu.get_by_role("link").first).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_a_click_elsewhere_or_on_another_menu_closes_a_menu(gallery, windows):
    gallery.window("amina").context.close()
    shown = ListPage(windows(storage_state=gallery.known["amina"])).at("/initiatives")
    language, mine = shown.menu("Language"), shown.menu("My menu")
    language.locator("summary").click()
    mine.locator("summary").click()
    expect(language.get_by_role("link").first).to_be_hidden()
    expect(mine.get_by_role("link").first).to_be_visible()
    shown.heading.click()
    expect(mine.get_by_role("link").first).to_be_hidden()


def test_what_is_wrong_in_a_form_is_where_the_keyboard_is(gallery, windows):
    gallery.window("amina").context.close()
    page = windows(storage_state=gallery.known["amina"])
    page.goto("/en/organisations/new")
    place = FrontPage(page)
    place.main.locator("form[method=post]").evaluate("form => { form.noValidate = true }")
    tab_to(page, place.field("Name"))
    page.keyboard.press("Enter")
    wrong = place.main.get_by_role("alert").first
    expect(wrong).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") in ("name", "name_language", "kind")
