"""The pages of people at work, as they meet them: writing, asking for a partnership, deciding, founding, inviting."""

import re
from typing import Self
from urllib.parse import urlsplit

from playwright.sync_api import Locator, expect

from pages import Place, RegisterPage


class WritingPage(Place):
    """Where an initiative is begun, and where it is written."""

    path = "/initiatives/new"

    def begin(self, title: str) -> Self:
        self.field("Title").fill(title)
        self.press("Begin")
        return self.is_titled("Write: %(title)s", title=title)

    def tell(self, summary: str, story: str) -> Self:
        self.field("Summary").fill(summary)
        self.field("Story").fill(story)
        return self

    def choose(self, label: str, value: str) -> Self:
        self.field(label).select_option(value)
        return self

    def tick(self, group: str, *names: str) -> Self:
        for name in names:
            self.choice(group, name).check()
        return self

    def save(self) -> "InitiativePage":
        self.press("Save")
        expect(self.page).to_have_url(re.compile(r"/initiatives/[a-z0-9-]+$"))
        return InitiativePage(self.page, self.language)


class InitiativePage(Place):
    @property
    def standing(self) -> Locator:
        return self.main.get_by_role("region", name=self.say("Where it stands"))

    @property
    def slug(self) -> str:
        return urlsplit(self.page.url).path.rpartition("/")[2]

    def stands(self, state: str) -> Self:
        expect(self.standing).to_contain_text(self.say(state))
        return self

    def submit(self) -> Self:
        self.press("Submit for review")
        return self.stands("Waiting for review")

    def ask_for_changes(self, reason: str) -> Self:
        step = self.standing.locator("details").filter(has=self.page.get_by_text(self.say("Ask for changes")))
        step.locator("summary").click()
        step.get_by_role("textbox").fill(reason)
        step.get_by_role("button", name=self.say("Ask for changes")).click()
        return self.stands("Changes requested")

    def write_on(self) -> WritingPage:
        self.standing.locator("a[href$='/edit']").first.click()
        expect(self.field("Title")).to_be_visible()
        return WritingPage(self.page, self.language)

    def publish(self) -> Self:
        self.press("Publish")
        return self.stands("Published")


class AskingPage(Place):
    """Where a request for a partnership is written."""

    def tell(self, purpose: str, offer: str, need: str) -> Self:
        self.field("Purpose, in one sentence").fill(purpose)
        self.field("What we offer").fill(offer)
        self.field("What we need").fill(need)
        return self

    def keep(self) -> "RequestPage":
        self.press("Keep as a draft")
        return RequestPage(self.page, self.language).stands("Draft")

    def send(self) -> "RequestPage":
        self.press("Send the request")
        return RequestPage(self.page, self.language).stands("Sent")


class RequestPage(Place):
    """One request for a partnership, as either side reads it."""

    def stands(self, state: str) -> Self:
        expect(self.main.locator("header p").last).to_contain_text(self.say(state))
        return self

    @property
    def timeline(self) -> Locator:
        return self.main.get_by_role("region", name=self.say("Timeline")).get_by_role("listitem")

    def write_on(self) -> AskingPage:
        self.follow("Write on")
        expect(self.field("What we need")).to_be_visible()
        return AskingPage(self.page, self.language)

    def speak(self, label: str, words: str, button: str) -> Self:
        """Write at the end of the timeline."""
        self.field(label).fill(words)
        self.press(button)
        expect(self.timeline.last).to_contain_text(words)
        return self

    def accept(self, with_address: bool) -> Self:
        step = self.unfold("Accept")
        if with_address:
            step.get_by_role("checkbox").check()
        step.get_by_role("button", name=self.say("Accept")).click()
        return self.stands("Accepted")

    def decline(self, reason: str) -> Self:
        step = self.unfold("Decline")
        step.get_by_role("textbox").fill(reason)
        step.get_by_role("button", name=self.say("Decline")).click()
        return self.stands("Declined")

    def unfold(self, label: str) -> Locator:
        step = self.main.locator("details").filter(has=self.page.locator("summary", has_text=self.say(label)))
        step.locator("summary").click()
        return step


class QueuePage(Place):
    path = "/moderation"

    def take_up(self, title: str) -> InitiativePage:
        self.main.get_by_role("link", name=title).click()
        expect(self.heading).to_have_text(title)
        return InitiativePage(self.page, self.language)


class NewOrganisationPage(Place):
    path = "/organisations/new"

    def create(self, name: str, *, kind: str, country: str, language: str, description: str) -> "OrganisationPage":
        self.field("Name").fill(name)
        self.field("Kind").select_option(kind)
        self.field("Country of residence").select_option(country)
        self.field("Description").fill(description)
        self.field("Language of the description").select_option(language)
        self.press("Create the profile")
        expect(self.heading).to_have_text(name)
        return OrganisationPage(self.page, self.language)


class OrganisationPage(Place):
    def open_team(self) -> "TeamPage":
        self.follow("Team")
        return TeamPage(self.page, self.language).is_titled("Team")


class TeamPage(Place):
    def invite(self, email: str) -> None:
        self.field("E-mail address").fill(email)
        self.choice("Role", self.say("Editor: writes the profile and the initiatives")).check()
        self.press("Send the invitation")
        expect(self.main.get_by_role("region", name=self.say("Open invitations"))).to_contain_text(email)

    @property
    def members(self) -> list[str]:
        return [text.strip() for text in self.main.locator("li").locator("p bdi:first-child").all_inner_texts()]


class InvitationPage(Place):
    def create_account(self) -> RegisterPage:
        self.follow("Create an account")
        return RegisterPage(self.page, self.language).is_titled("Register")

    def accept(self) -> OrganisationPage:
        self.press("Accept and join")
        expect(self.main.get_by_role("link", name=self.say("Team"))).to_be_visible()
        return OrganisationPage(self.page, self.language)
