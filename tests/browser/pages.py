"""The pages as their readers meet them: only here is it known where things are, by role and label, in any language."""

import re
from collections.abc import Callable
from time import monotonic
from typing import Self
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from diaspora_commons.accounts.demo_hint import PASSWORD
from diaspora_commons.kernel.languages import LANGUAGES, catalogue

PHONE = {"width": 360, "height": 740}
PATIENCE = 15


class Place:
    """Something on the site that is read in one language; `path` is where it is."""

    path = "/"

    def __init__(self, page: Page, language: str = "en") -> None:
        self.page = page
        self.language = language

    def say(self, sentence: str, **facts: object) -> str:
        """What the page says for this English sentence."""
        said = catalogue(self.language).gettext(sentence)
        return said % facts if facts else said

    def open(self) -> Self:
        self.page.goto(f"/{self.language}{self.path}")
        return self

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    def is_titled(self, sentence: str, **facts: object) -> Self:
        expect(self.heading).to_have_text(self.say(sentence, **facts))
        return self

    def is_in(self, language: str) -> Self:
        expect(self.page.locator("html")).to_have_attribute("lang", language)
        expect(self.page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
        return self

    def field(self, label: str) -> Locator:
        """A field by the beginning of its label, which may say that it is optional."""
        return self.main.get_by_label(re.compile(rf"^\s*{re.escape(self.say(label))}(\s|$)"))

    def choice(self, group: str, name: str) -> Locator:
        """A box or a button of a group of choices."""
        legend = re.compile(rf"^\s*{re.escape(self.say(group))}(\s|$)")
        return self.main.get_by_role("group", name=legend).get_by_label(name, exact=True)

    def press(self, label: str) -> None:
        self.main.get_by_role("button", name=self.say(label), exact=True).click()

    def follow(self, label: str) -> None:
        self.main.get_by_role("link", name=self.say(label), exact=True).first.click()

    def notice(self, sentence: str) -> None:
        expect(self.main.get_by_text(self.say(sentence))).to_be_visible()

    # The head of every page

    def menu(self, label: str) -> Locator:
        """A menu of the head, by the word that opens it."""
        head = self.page.get_by_role("banner").locator("details")
        return head.filter(has=self.page.locator("summary", has_text=self.say(label)))

    def speak(self, language: str) -> Self:
        """Choose another language in the menu; the reader reads on in it."""
        self.menu("Language").locator("summary").click()
        self.menu("Language").get_by_role("link", name=LANGUAGES[language]).click()
        self.language = language
        return self.is_in(language)

    def go_to(self, room: str) -> "ListPage":
        """Follow the main navigation to a list."""
        navigation = self.page.get_by_role("navigation", name=self.say("Main"))
        navigation.get_by_role("link", name=self.say(room), exact=True).click()
        return ListPage(self.page, self.language).is_titled(room)

    def sign_out(self) -> None:
        self.menu("My menu").locator("summary").click()
        self.menu("My menu").get_by_role("button", name=self.say("Sign out")).click()
        expect(self.page.get_by_role("banner").get_by_role("link", name=self.say("Sign in"))).to_be_visible()


def number(text: str) -> int:
    """The first number in a text, in whichever digits and with whichever points between thousands."""
    found = re.search(r"\d[\d.,٬   ]*", text)
    assert found is not None, text
    return int(re.sub(r"\D", "", found[0]))


def words_of(place: Locator) -> Locator:
    """The field of a search box: with a script it offers suggestions, and then it is a combobox."""
    return place.get_by_role("searchbox").or_(place.get_by_role("combobox"))


class FrontPage(Place):
    @property
    def numbers(self) -> list[int]:
        return [number(text) for text in self.main.locator("dl").first.get_by_role("definition").all_inner_texts()]

    def look_for(self, words: str) -> "SearchPage":
        box = self.main.get_by_role("search", name=self.say("Search everything"))
        words_of(box).fill(words)
        box.get_by_role("button").click()
        return SearchPage(self.page, self.language).has_answered(words)


class ListPage(Place):
    """A list with its facets; and what they have in common with the results of a search."""

    def at(self, path: str) -> Self:
        self.path = path
        return self.open()

    @property
    def count(self) -> int:
        return number(self.main.get_by_role("status").first.inner_text())

    @property
    def titles(self) -> list[str]:
        return [text.strip() for text in self.main.get_by_role("article").get_by_role("heading").all_inner_texts()]

    @property
    def fold(self) -> Locator:
        """The facets, which are folded away on a phone."""
        return self.main.get_by_role("complementary", name=self.say("Narrow down"))

    @property
    def chosen(self) -> Locator:
        return self.main.get_by_role("list", name=self.say("Chosen")).get_by_role("listitem")

    def unfold(self) -> Locator:
        """The choices of the first facet."""
        choices = self.fold.get_by_role("link")
        if not choices.first.is_visible():
            self.fold.locator("summary").first.click()
        expect(choices.first).to_be_visible()
        return choices

    def narrow(self) -> int:
        """Take the first choice of the first facet; answer how many it promised."""
        choice = self.unfold().first
        promised = int(re.search(r"\d+\s*$", choice.inner_text())[0])
        choice.click()
        expect(self.chosen).to_have_count(1)
        return promised

    def widen(self) -> None:
        self.chosen.get_by_role("link").first.click()
        expect(self.chosen).to_have_count(0)

    def read_first(self) -> str:
        """Open the first item; answer its title."""
        link = self.main.get_by_role("article").get_by_role("heading").get_by_role("link").first
        title = link.inner_text().strip()
        link.click()
        expect(self.heading).to_contain_text(title.partition(" (")[0])
        return title


class SearchPage(ListPage):
    path = "/search"

    @property
    def results(self) -> Locator:
        return self.main.locator("#results")

    @property
    def count(self) -> int:
        return number(self.results.get_by_role("status").inner_text())

    def look_for(self, words: str) -> Self:
        box = self.main.get_by_role("search")
        words_of(box).fill(words)
        mark(self.results)
        box.get_by_role("button").click()
        return self.has_answered(words)

    def has_answered(self, words: str) -> Self:
        self.page.wait_for_url(lambda url: asked_in(url) == words)
        expect(self.results.and_(self.page.locator(":not([data-old])"))).to_be_visible()
        return self


class AskPage(Place):
    path = "/ask"

    @property
    def answer(self) -> Locator:
        """The newest turn of the conversation."""
        return self.main.get_by_role("log").locator(".talk-turn").last

    @property
    def popular(self) -> list[str]:
        popular = self.main.get_by_role("region", name=self.say("What people often ask"))
        return popular.get_by_role("link").all_inner_texts()

    def ask(self, words: str) -> Self:
        return self.turned(lambda: self.write(words))

    def write(self, words: str) -> None:
        self.main.get_by_role("textbox", name=self.say("Your question")).fill(words)
        self.press("Ask")

    def choose(self, words: str) -> Self:
        return self.turned(lambda: self.answer.get_by_role("button", name=words).click())

    def turned(self, speak: Callable[[], None]) -> Self:
        """Say something, and wait until it has been answered."""
        turns = self.main.locator(".talk-turn")
        before = turns.count()
        speak()
        expect(turns).to_have_count(before + 1)
        return self

    @property
    def answers(self) -> Locator:
        return self.answer.get_by_role("article")


class SignInPage(Place):
    path = "/sign-in"

    def come_in(self, email: str, password: str = PASSWORD) -> Self:
        self.field("E-mail address").fill(email)
        self.field("Password").fill(password)
        self.press("Sign in")
        expect(self.menu("My menu")).to_be_visible()
        return self


class RegisterPage(Place):
    path = "/register"

    def register(self, name: str, email: str, password: str) -> None:
        self.field("Your name").fill(name)
        self.field("E-mail address").fill(email)
        self.field("Password").fill(password)
        self.press("Register")
        self.is_titled("Look into your mailbox")


class ConfirmationPage(Place):
    def confirm(self, password: str) -> None:
        self.is_titled("Confirm your address")
        self.field("Password").fill(password)
        self.press("Confirm and sign in")
        expect(self.menu("My menu")).to_be_visible()


class Mailbox(Place):
    """The demonstration's mailbox: everybody's letters, the newest first."""

    path = "/demo/letters"

    def letters(self, address: str) -> list[str]:
        """The subjects of the letters to an address."""
        self.open()
        mine = self.main.get_by_role("article").filter(has_text=address)
        return [text.strip() for text in mine.get_by_role("heading").all_inner_texts()]

    def wait_for(self, address: str, subject: str) -> Self:
        until(lambda: subject in self.letters(address), f"a letter to {address}: {subject}")
        return self

    def open_letter(self, address: str, subject: str) -> Self:
        self.wait_for(address, subject)
        letter = self.main.get_by_role("article").filter(has_text=address).filter(has_text=subject)
        letter.first.get_by_role("link").click()
        expect(self.heading).to_have_text(subject)
        return self

    @property
    def link(self) -> Locator:
        """The address that the open letter is about."""
        return self.main.get_by_role("article").get_by_role("link").first

    def follow_link(self) -> None:
        self.link.click()


class Desk(Place):
    path = "/desk"

    def things(self, section: str) -> Locator:
        return self.main.get_by_role("region", name=self.say(section)).get_by_role("link")


def asked_in(url: str) -> str:
    """The words in an address."""
    return parse_qs(urlsplit(url).query).get("q", [""])[0]


def mark(part: Locator) -> None:
    """Make what is there now known, so that one can wait for what takes its place."""
    part.evaluate("part => { part.dataset.old = true }")


def until(is_so: Callable[[], bool], what: str, patience: float = PATIENCE) -> float:
    """Ask again and again; answer the seconds that it took."""
    began = monotonic()
    while not is_so():
        assert monotonic() - began < patience, f"in {patience} s not yet: {what}"
    return monotonic() - began
