"""The last seat of the demonstration: one takes it, the next waits, and it passes on when it is given up."""

import sqlite3

import pytest
from playwright.sync_api import expect

from learning import CoursePage, HubPage
from pages import Desk, Mailbox, SignInPage, until

pytestmark = pytest.mark.browser
BAO, INES = "bao@example.org", "ines@example.org"
TITLE = "Migration Governance and Diaspora Engagement"


@pytest.fixture
def demonstration(site):
    """The code of the cohort that can be tried."""
    with sqlite3.connect(site.instance / "commons.db", timeout=20) as database:
        its = "SELECT cohort.code FROM cohort JOIN course ON course.id = course_id WHERE is_example AND title = ?"
        return database.execute(its, [TITLE]).fetchone()[0]


@pytest.fixture
def come_in(window):
    def come_in(email):
        page = window()
        SignInPage(page).open().come_in(email)
        return page

    return come_in


def line_of(course, cohort):
    """The line of a cohort on the page of its course."""
    way = course.page.locator(f"form[action$='/cohorts/{cohort}/enrolment'], a[href$='/learning/{cohort}']")
    return course.main.get_by_role("listitem").filter(has=way)


def withdraw(hub):
    hub.main.locator("summary").filter(has_text=hub.say("Give up my place")).click()
    hub.press("Give up my place")
    hub.notice("You have withdrawn. Your place goes to the next in line.")


def told(mailbox, address, subject, before):
    """One letter more of this kind than there was."""
    until(lambda: mailbox.letters(address).count(subject) == before + 1, f"one letter: {subject}")


def test_bao_takes_the_last_seat_and_the_next_one_waits_for_it(window, come_in, demonstration):
    visitor, bao, ines = window(), come_in(BAO), come_in(INES)
    mailbox = Mailbox(visitor)
    subjects = {name: f"{words}: {TITLE}" for name, words in (
        ("seat", "You have a seat"), ("line", "You are on the waitlist"), ("free", "A seat came free for you"),
        ("left", "You have withdrawn"),
    )}  # fmt: skip
    baos, iness = mailbox.letters(BAO), mailbox.letters(INES)

    page = CoursePage(visitor).open()
    expect(page.main).to_contain_text("3 seats, and some of them are free")
    page.main.get_by_role("link", name="Sign in to enrol").first.click()
    expect(page.heading).to_have_text("Sign in")

    course = CoursePage(bao).open()
    expect(line_of(course, demonstration)).to_contain_text("1 of 3 seats is free")
    expect(line_of(course, demonstration)).to_contain_text("Demonstration")
    hub = course.take_a_seat(demonstration)
    hub.notice("You have a seat.")
    expect(hub.to_go).to_contain_text("12 lessons and 4 quizzes to go")
    expect(hub.to_go.get_by_role("link", name="Begin with the first lesson")).to_be_visible()
    told(mailbox, BAO, subjects["seat"], baos.count(subjects["seat"]))

    expect(CoursePage(visitor).open().main).to_contain_text("3 seats, all of them taken: the waitlist is open")
    course = CoursePage(ines).open()
    expect(line_of(course, demonstration).get_by_role("button", name="Join the waitlist")).to_be_visible()
    waits = course.take_a_seat(demonstration)
    expect(waits.to_go).to_contain_text("You are number 1 of 1 in line.")
    expect(Desk(ines).open().main).to_contain_text("You are number 1 of 1 in line.")
    told(mailbox, INES, subjects["line"], iness.count(subjects["line"]))

    withdraw(hub)
    expect(hub.to_go).to_contain_text("You withdrew on")
    expect(waits.open().to_go).to_contain_text("12 lessons and 4 quizzes to go")
    told(mailbox, BAO, subjects["left"], baos.count(subjects["left"]))
    told(mailbox, INES, subjects["free"], iness.count(subjects["free"]))
    assert mailbox.letters(INES).count(subjects["seat"]) == iness.count(subjects["seat"])

    withdraw(HubPage(ines, cohort=demonstration).open())
    expect(CoursePage(visitor).open().main).to_contain_text("3 seats, and some of them are free")
