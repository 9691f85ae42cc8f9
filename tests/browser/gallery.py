"""Every type of page, with an address of each and who looks at it; the items are those with the longest names."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from diaspora_commons.accounts.demo_hint import PASSWORD as DEMO
from enrolling import FULL, FULL_COURSE
from learning import COHORT, CertificatePage, Shortcut
from pages import ConfirmationPage, Mailbox, Place, RegisterPage, SignInPage

COURSE = "/courses/migration-governance-diaspora-engagement"
PASSWORD = "three warm loaves"
NEWCOMER, INVITED, MOVED = "newcomer@example.org", "invited@example.org", "bao-elsewhere@example.org"


@dataclass(frozen=True)
class Sight:
    """One type of page. `{name}` in a path is an address that only a letter holds; `press` sends its form empty."""

    path: str
    who: str = ""
    press: str = ""

    @property
    def name(self) -> str:
        return " ".join(filter(None, [self.path, self.press and f"[{self.press}]", self.who and f"as {self.who}"]))


VISITOR = [
    Sight("/"),
    Sight("/initiatives"),
    Sight("/initiatives?country=FR&sector=education"),
    Sight("/initiatives?country=FR&heritage=KI"),
    Sight("/initiatives/mauritius-diaspora-linkages"),
    Sight("/initiatives/mentors-across-the-water"),
    Sight("/organisations"),
    Sight("/organisations/mauritius-mfa"),
    Sight("/organisations/ponte-atlantica"),
    Sight("/library"),
    Sight("/library/gonzalez-huerta-tesis-3x1"),
    Sight("/courses"),
    Sight(COURSE),
    Sight(f"{COURSE}/lessons/m1-l1"),
    Sight("/events"),
    Sight("/events/rabat-lisbon-thematic-2024"),
    Sight("/search"),
    Sight("/search?q=water"),
    Sight("/search?q=remitances"),
    Sight("/search?q=zzqxplugh&kind=event"),
    Sight("/partnerships"),
    Sight("/ask"),
    Sight("/ask?q=How do I register?"),
    Sight("/ask?q=visa"),
    Sight("/ask?q=tell me about cooking"),
    Sight("/ask?q=I want to hurt myself"),
    Sight("/help"),
    Sight("/help/global-diaspora-policy-alliance"),
    Sight("/about"),
    Sight("/register"),
    Sight("/register", press="Register"),
    Sight("/register/letter"),
    Sight("/sign-in"),
    Sight("/sign-in", press="Sign in"),
    Sight("/sign-in/link"),
    Sight("/sign-in/letter"),
    Sight("{sign in}"),
    Sight("/password-reset"),
    Sight("{password}"),
    Sight("{confirmation}"),
    Sight("/confirmation/used-already"),
    Sight("{invitation}"),
    Sight("/moderation/report?about=/library/gonzalez-huerta-tesis-3x1"),
    Sight("/moderation/report", press="Send the report"),
    Sight("/moderation/report/thanks"),
    Sight("/demo/letters"),
    Sight("{letter}"),
    Sight("/initiatives/nowhere"),
]
AMINA = [
    Sight(path, "amina")
    for path in (
        "/", "/desk", "/initiatives", "/initiatives/mine", "/initiatives/new", "/initiatives/seeds-for-kayes",
        "/initiatives/evening-school-by-telephone", "/initiatives/evening-school-by-telephone/edit",
        "/organisations/mine", "/organisations/new", "/organisations/sahel-roots", "/organisations/sahel-roots/edit",
        "/organisations/sahel-roots/team", "/account", "/account/data", "/account/email", "/account/email/changed",
        "/account/letters", "/account/password", "/account/sessions", "/moderation",
    )
] + [
    Sight("/partnerships", "amina"),
    Sight("/partnerships?side=sent&state=declined", "amina"),
    Sight("/partnerships/new", "amina"),
    Sight("/partnerships/new?organisation=ponte-atlantica", "amina"),
    Sight("/partnerships/new?organisation=hirda", "amina"),
    Sight("/partnerships/new?organisation=ponte-atlantica", "amina", "Send the request"),
    Sight("{received}", "amina"),
    Sight("{received}", "ines"),
    Sight("{accepted}", "amina"),
    Sight("{draft}", "ines"),
    Sight("{draft}/edit", "ines"),
    Sight("/partnerships", "newcomer"),
    Sight("/initiatives/new", "amina", "Begin"),
    Sight("/organisations/new", "amina", "Create the profile"),
]  # fmt: skip
OTHERS = [
    Sight("/desk", "newcomer"),
    Sight("{own letter}", "newcomer"),
    Sight("/initiatives/new", "newcomer"),
    Sight("/initiatives/mine", "newcomer"),
    Sight("/organisations/mine", "newcomer"),
    Sight("{invitation}", "newcomer"),
    Sight("/organisations/hirda/claim", "newcomer"),
    Sight("/organisations/eudif/claim", "bao"),
    Sight("{address}", "bao"),
    Sight("/desk", "dalia"),
    Sight("/moderation", "dalia"),
    Sight("/moderation?kind=claim&hands=mine", "dalia"),
    Sight("/moderation/claims/1", "dalia"),
    Sight("/moderation/reports/1", "dalia"),
    Sight("/moderation/ledger", "dalia"),
    Sight("/initiatives/seeds-for-kayes", "dalia"),
    Sight("/organisations/sahel-roots", "dalia"),
    Sight("/desk", "emre"),
    Sight("/moderation/ledger", "emre"),
]
CERTIFICATES = [
    Sight("/verify"),
    Sight("/verify?code=7K3M-Q9TW-2XRD-0"),
    Sight("{certificate}"),
    Sight("{certificate}", "emre"),
    Sight(f"/learning/{COHORT}/certificate", "tadesse"),
    Sight(f"/learning/{COHORT}/certificate?paper=portrait", "tadesse"),
]
ENROLMENTS = [
    Sight(COURSE, "newcomer"),
    Sight(COURSE, "emre"),
    Sight(f"/courses/{FULL_COURSE}", "ines"),
    Sight("/learning", "newcomer"),
    Sight("/learning", "tadesse"),
    Sight("/learning", "dalia"),
    Sight(f"/learning/{COHORT}", "tadesse"),
    Sight(f"/learning/{COHORT}", "dalia"),
    Sight(f"/learning/{FULL}", "rosa"),
    Sight(f"/learning/{FULL}", "dalia"),
    Sight(f"/courses/{FULL_COURSE}/cohorts/{FULL}/roster", "emre"),
]
LESSONS = [
    Sight(f"/learning/{COHORT}/{path}", who)
    for path, who in (
        ("lessons/m1-l1", "dalia"), ("lessons/m4-l3", "dalia"), ("lessons/m1-l1", "tadesse"), ("printout", "dalia"),
        ("quizzes/m1", "dalia"), ("quizzes/m2", "dalia"), ("quizzes/m2/attempts/1?ask=1", "dalia"),
        ("quizzes/m3", "dalia"), ("quizzes/m3/attempts/1", "dalia"), ("quizzes/m1", "tadesse"),
        ("quizzes/m1/attempts/1", "tadesse"),
    )
] + [
    Sight(f"/learning/{FULL}/lessons/m1-l1", "dalia"),
    Sight(f"/learning/{FULL}/quizzes/m1", "rosa"),
]  # fmt: skip
SIGHTS = [*VISITOR, *AMINA, *OTHERS, *CERTIFICATES, *ENROLMENTS, *LESSONS]


class Gallery:
    """A site where every page has something to show, and windows of those who may see it."""

    def __init__(self, open_window: Callable[..., Page]) -> None:
        """`open_window(**how)` opens a window of somebody whom nobody knows yet."""
        self.open_window = open_window
        self.known: dict[str, Any] = {}
        self.holes: dict[str, str] = {}
        self.furnish()

    def window(self, who: str, **how: Any) -> Page:
        """A window of a visitor, or of one of the cast, who signs in once only."""
        if who and who not in self.known:
            page = SignInPage(self.open_window()).open().come_in(f"{who}@example.org").page
            self.known[who] = page.context.storage_state()
            page.context.close()
        return self.open_window(storage_state=self.known.get(who), **how)

    def show(self, sight: Sight, page: Page, language: str = "en") -> None:
        """Go there and, where the sight is what a form answers, send the form as it is."""
        page.goto(f"/{language}{self.path(sight)}")
        if sight.press:
            there = Place(page, language)
            there.main.locator("form[method=post]").first.evaluate("form => { form.noValidate = true }")
            there.press(sight.press)
            expect(there.main.get_by_role("alert").first).to_be_visible()

    def path(self, sight: Sight) -> str:
        return sight.path.format_map(self.holes)

    def certify(self) -> None:
        """Tadesse has been to the end of a course."""
        paper = CertificatePage(self.window("tadesse"))
        paper.page.goto("/en/about")
        Shortcut(paper.page).enrol()
        Shortcut(paper.page).finish()
        self.holes["certificate"] = f"/verify/{paper.open().code}"
        paper.page.context.close()

    def enrol(self) -> None:
        """Dalia learns in one course, with one quiz begun and one failed, and has the only seat of another, for which
        Rosa waits."""
        for who in ("dalia", "rosa"):
            page = self.window(who)
            page.goto("/en/about")
            Shortcut(page).take_a_seat(FULL_COURSE, FULL)
            if who == "dalia":
                Shortcut(page).enrol()
                Shortcut(page).lessons("m1")
                Shortcut(page).begin("m2")
                Shortcut(page).fail("m3")
            page.context.close()

    def furnish(self) -> None:
        """Leave behind what people leave behind, and keep what their letters say."""
        guest = self.window("")
        RegisterPage(guest).open().register("Newcomer", NEWCOMER, PASSWORD)
        Mailbox(guest).open_letter(NEWCOMER, "Confirm your address").follow_link()
        ConfirmationPage(guest).confirm(PASSWORD)
        self.known["newcomer"] = guest.context.storage_state()
        Mailbox(guest).wait_for(NEWCOMER, "Welcome")
        guest.goto("/en/account/letters")
        self.holes["own letter"] = Place(guest).main.get_by_role("article").get_by_role("link").get_attribute("href")

        guest, bao, amina = self.window(""), self.window("bao"), self.window("amina")
        RegisterPage(guest).open().register("Somebody", INVITED, PASSWORD)
        send(guest, "/password-reset", "Send the letter", {"E-mail address": "rosa@example.org"})
        send(guest, "/sign-in/link", "Send the letter", {"E-mail address": "tadesse@example.org"})
        send(guest, "/moderation/report", "Send the report", {"What should we know?": "The year is wrong. " * 20})
        send(bao, "/account/email", "Send the letter", {"New e-mail address": MOVED, "Current password": DEMO})
        send(bao, "/organisations/eudif/claim", "Send the claim", {"How can we tell": "Its team page names me. " * 20})
        send(amina, "/organisations/sahel-roots/team", "Send the invitation", {"E-mail address": INVITED})
        self.ask_for_partnerships(amina, self.window("ines"))
        for hole, address, subject in (
            ("confirmation", INVITED, "Confirm your address"),
            ("password", "rosa@example.org", "Set a new password"),
            ("sign in", "tadesse@example.org", "Your link to sign in"),
            ("address", MOVED, "Confirm your new address"),
            ("invitation", INVITED, "Invitation to the team of Sahel Roots"),
        ):
            letter = Mailbox(guest).open_letter(address, subject)
            self.holes[hole] = letter.link.get_attribute("href").removeprefix("/en")
        self.holes["letter"] = urlsplit(guest.url).path.removeprefix("/en")
        self.holes["own letter"] = self.holes["own letter"].removeprefix("/en")
        for page in (guest, bao, amina):
            page.context.close()
        self.certify()
        self.enrol()

    def ask_for_partnerships(self, amina: Page, ines: Page) -> None:
        """A draft of Ines, a request that waits, and one that was talked about and accepted."""
        about = "/partnerships/new?organisation=sahel-roots"
        said = {"Purpose, in one sentence": "Evenings about seed " * 8, "What we offer": "A hall. " * 60}
        send(ines, about, "Keep as a draft", said)
        self.holes["draft"] = path_of(ines)
        amina.goto("/en/partnerships?side=received")
        Place(amina).main.get_by_role("list").last.get_by_role("link").first.click()
        self.holes["received"] = path_of(amina)
        said = {"Purpose, in one sentence": "Mentors", "What we offer": "A room.", "What we need": "Two people."}
        send(amina, "/partnerships/new?initiative=mentors-across-the-water", "Send the request", said)
        self.holes["accepted"] = path_of(amina)
        send(ines, self.holes["accepted"], "Send the question", {"Your question": "When? " * 50})
        ines.locator("summary", has_text="Accept").click()
        ines.get_by_role("checkbox").check()
        with ines.expect_navigation():
            Place(ines).press("Accept")
        ines.context.close()


def path_of(page: Page) -> str:
    return urlsplit(page.url).path.removeprefix("/en")


def send(page: Page, path: str, button: str, words: dict[str, str]) -> None:
    """Fill in a form and send it."""
    page.goto(f"/en{path}")
    place = Place(page)
    for label, text in words.items():
        place.field(label).fill(text)
    radios = place.main.get_by_role("radio")
    if radios.count():
        radios.first.check()
    with page.expect_navigation():
        place.press(button)
