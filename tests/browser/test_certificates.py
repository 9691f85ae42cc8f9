"""Bao takes a course to its end; a stranger checks the certificate, in four languages, with and without JavaScript."""

import re
from itertools import count

import pytest
from playwright.sync_api import expect

from diaspora_commons.kernel.languages import LANGUAGES
from learning import (
    COHORT,
    CertificatePage,
    CheckPage,
    CoursePage,
    HubPage,
    LessonPage,
    QuizPage,
    Shortcut,
    open_cohort,
)
from pages import ConfirmationPage, Mailbox, Place, RegisterPage

pytestmark = pytest.mark.browser
PASSWORD = "three warm loaves"
NAME = "Nguyễn Văn Bảo"
TITLE = "Migration Governance and Diaspora Engagement"
serial = count(1)


@pytest.fixture(scope="module")
def cohort(site):
    return open_cohort(site.instance)


def come_as_newcomer(page, address):
    RegisterPage(page).open().register("Bao", address, PASSWORD)
    Mailbox(page).open_letter(address, "Confirm your address").follow_link()
    ConfirmationPage(page).confirm(PASSWORD)


def erase(page):
    """Go, and leave nothing behind."""
    place = Place(page)
    page.goto("/en/account/data")
    place.field("Password").fill(PASSWORD)
    place.press("Erase my account for good")
    expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()


def test_bao_earns_a_certificate_that_a_stranger_checks(window, cohort):
    bao, address = window(), f"bao-{next(serial)}@example.org"
    come_as_newcomer(bao, address)
    CoursePage(bao).open().take_a_seat(cohort)
    hub = HubPage(bao).is_there()
    expect(hub.to_go.get_by_text("12 lessons and 4 quizzes to go")).to_be_visible()
    hub.follow("Begin with the first lesson")
    for _lesson in range(3):
        LessonPage(bao).read()
    QuizPage(bao).is_titled("Quiz: %(title)s", title="Words and numbers").pass_it("m1")
    Shortcut(bao).lessons("m2", "m3", "m4")
    Shortcut(bao).quizzes("m2", "m3")
    hub.open()
    expect(hub.to_go.get_by_text("1 quiz to go")).to_be_visible()
    hub.follow("Take the quiz of this module")
    QuizPage(bao).pass_it("m4")
    hub.open().follow("Open my certificate")
    paper = CertificatePage(bao).is_titled("Certificate of completion")
    first = paper.code
    assert paper.name == "Bao"
    Mailbox(window()).wait_for(address, f"Your certificate: {TITLE}")

    assert paper.correct(NAME).name == NAME
    assert paper.code != first
    stranger = window()
    check = CheckPage(stranger).open().check(first)
    check.says("Another certificate stands in the place of this one").follow("See the one that counts")
    check.says("This certificate is valid")
    expect(check.facts).to_contain_text(NAME)
    in_four_languages(stranger, paper.code.replace("-", "").lower())

    paper.hide_name()
    stranger.reload()
    expect(check.facts).to_be_visible()
    expect(check.facts).not_to_contain_text(NAME)
    erase(bao)
    stranger.reload()
    CheckPage(stranger, "ar").says("Issued; the holder has withdrawn the details")


def in_four_languages(page, code):
    """From the field in each language; and on the page, from one to the next."""
    for language in LANGUAGES:
        check = CheckPage(page, language).open().check(code)
        check.says("This certificate is valid").is_in(language)
        expect(check.facts).to_contain_text(TITLE)
    for language, name in LANGUAGES.items():
        page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
        CheckPage(page, language).says("This certificate is valid").is_in(language)
    assert page.context.cookies() == []
    page.goto(f"/verify/{code}?lang=ar")


def test_a_slip_and_an_invention_are_told_apart(page):
    check = CheckPage(page).open().check("7K3M-Q9TW-2XRD-0")
    expect(check.main.get_by_role("alert")).to_contain_text("The check character does not fit")
    expect(check.field("Code of the certificate")).to_have_value("7K3M-Q9TW-2XRD-0")
    check.check("0000-0000-0000-0")
    expect(check.main.get_by_role("alert")).to_contain_text("We know no certificate with this code")


def test_only_the_certificate_is_printed_on_one_sheet(windows, cohort, site):
    bao, address = windows(), f"bao-{next(serial)}@example.org"
    come_as_newcomer(bao, address)
    Shortcut(bao).enrol()
    Shortcut(bao).finish()
    for language, query, sides in (("en", "", (842, 595)), ("ar", "?paper=portrait", (595, 842))):
        bao.goto(f"/{language}/learning/{COHORT}/certificate{query}")
        sheet = bao.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
        box = [float(side) for side in re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", sheet).groups()]
        assert [round(side) for side in box] == pytest.approx(sides, abs=2)
        bao.emulate_media(media="print")
        shown = bao.locator("header, footer, .paperless, h1, .qr").evaluate_all(
            "found => found.filter(one => one.checkVisibility()).map(one => one.className || one.tagName)"
        )
        assert len(shown) == 2, shown
        bao.emulate_media(media="null")
    erase(bao)
