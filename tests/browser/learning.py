"""A course as somebody takes it, its certificate as others meet it, and how a test gets to the end of a long course."""

import json
import re
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlencode, urljoin

from playwright.sync_api import Locator, Page, expect

import diaspora_commons
from diaspora_commons.kernel.clock import today
from pages import Place

COURSE = "migration-governance-diaspora-engagement"
COHORT = "open-this-week"
CONTENT = Path(diaspora_commons.__file__).parent / "demo" / "content" / "courses.jsonl"


def open_cohort(instance: Path) -> str:
    """A cohort of the course with room for everybody and open lessons; not one of the demonstration."""
    with sqlite3.connect(instance / "commons.db", timeout=20) as database:
        [course] = database.execute("SELECT id FROM course WHERE slug = ?", [COURSE]).fetchone()
        begins, ends = today() - timedelta(days=1), today() + timedelta(days=60)
        row = (course, COHORT, begins.isoformat(), ends.isoformat(), ends.isoformat())
        database.execute(
            "INSERT OR IGNORE INTO cohort (course_id, code, starts, ends, deadline, capacity, taken,"
            " opens_on_enrolment, is_example) VALUES (?, ?, ?, ?, ?, 500, 0, 1, 0)",
            row,
        )
        database.execute("UPDATE generation SET number = number + 1 WHERE name = 'public'")
    return COHORT


@cache
def course() -> dict[str, Any]:
    rows = (json.loads(line) for line in CONTENT.read_text(encoding="utf-8").splitlines())
    return next(row for row in rows if row["slug"] == COURSE)


def right_answers(module: str) -> Iterator[tuple[str, list[str]]]:
    """Each question of a module's quiz, and what is right."""
    quiz = next(one for one in course()["modules"] if one["id"] == module)["quiz"]
    for question in quiz["questions"]:
        yield question["question"], [question["options"][place] for place in question["correct"]]


class CoursePage(Place):
    path = f"/courses/{COURSE}"

    def take_a_seat(self, cohort: str) -> "HubPage":
        self.main.locator(f"form[action$='/cohorts/{cohort}/enrolment']").get_by_role("button").click()
        return HubPage(self.page, self.language, cohort).is_there()


class HubPage(Place):
    """Where somebody stands in a course."""

    def __init__(self, page: Page, language: str = "en", cohort: str = COHORT) -> None:
        super().__init__(page, language)
        self.path = f"/learning/{cohort}"

    def is_there(self) -> Self:
        self.page.wait_for_url(f"**{self.path}")
        return self

    @property
    def to_go(self) -> Locator:
        return self.main.get_by_role("region", name=self.say("Where I stand"))


class LessonPage(Place):
    def read(self) -> None:
        """Say that it is read; leads to what comes next."""
        here = self.page.url
        self.press("I have read this – next")
        self.page.wait_for_url(lambda url: url != here)


class QuizPage(Place):
    def pass_it(self, module: str) -> None:
        """Begin, choose what is right, hand in."""
        self.press("Begin the quiz")
        for question, options in right_answers(module):
            for option in options:
                self.main.get_by_role("group", name=question).get_by_label(option, exact=True).check()
        self.press("Hand in")
        expect(self.main.get_by_text(self.say("Passed"), exact=True).first).to_be_visible()

    def begin(self) -> "AttemptPage":
        self.press("Begin the quiz")
        return AttemptPage(self.page, self.language).is_there()

    def go_on(self) -> "AttemptPage":
        self.follow("Go on with attempt 1")
        return AttemptPage(self.page, self.language).is_there()


class AttemptPage(Place):
    """The questions of an attempt."""

    def is_there(self) -> Self:
        self.page.wait_for_url("**/attempts/*")
        return self

    def option(self, question: str, text: str) -> Locator:
        return self.main.get_by_role("group", name=question).get_by_label(text, exact=True)

    @property
    def sign(self) -> Locator:
        """Where it says whether the answers are saved."""
        return self.main.get_by_role("status").last

    def has_saved(self, done: int, total: int) -> Self:
        said = self.say("Saved: %(done)s of %(total)s questions are answered.", done=done, total=total)
        expect(self.sign).to_have_text(said)
        return self

    def leave(self) -> QuizPage:
        self.press("Save and go on later")
        self.notice("Your answers are saved. Go on whenever you like.")
        return QuizPage(self.page, self.language)

    def hand_in(self) -> Self:
        self.press("Hand in")
        return self

    @property
    def asked_about(self) -> Locator:
        """The questions that are without an answer, when it is handed in."""
        return self.main.locator("#unanswered").get_by_role("listitem")


class ResultPage(Place):
    """What came of an attempt."""

    def says(self, sentence: str, score: str) -> Self:
        expect(self.main.get_by_text(self.say(sentence), exact=True).first).to_be_visible()
        expect(self.main.get_by_role("region", name=self.say("Score"))).to_contain_text(score)
        return self

    def question(self, text: str) -> Locator:
        return self.main.get_by_role("listitem").filter(has=self.page.get_by_role("heading", name=text))

    def try_again(self) -> AttemptPage:
        here = self.page.url
        self.press("Try again")
        self.page.wait_for_url(lambda url: url != here)
        return AttemptPage(self.page, self.language)


class CertificatePage(Place):
    """One's own certificate, as it is printed."""

    def __init__(self, page: Page, language: str = "en", cohort: str = COHORT) -> None:
        super().__init__(page, language)
        self.path = f"/learning/{cohort}/certificate"

    @property
    def name(self) -> str:
        return self.main.locator(".certificate-name").inner_text()

    @property
    def code(self) -> str:
        return self.main.locator(".certificate-check .code").inner_text()

    def correct(self, name: str) -> Self:
        self.main.locator("summary").filter(has_text=self.say("Correct the name")).click()
        self.field("Name on the certificate").fill(name)
        self.press("Issue it again under this name")
        self.notice("Your certificate is issued again, with a new code. The old code leads to it.")
        return self

    def hide_name(self) -> Self:
        self.press("Hide my name there")
        self.notice("Whoever checks the code no longer sees your name.")
        return self


class CheckPage(Place):
    """Where anybody checks a code."""

    path = "/verify"

    def check(self, code: str) -> Self:
        self.field("Code of the certificate").fill(code)
        self.press("Check it")
        return self

    def says(self, sentence: str) -> Self:
        expect(self.heading).to_have_text(self.say(sentence))
        return self

    @property
    def facts(self) -> Locator:
        return self.main.locator("dl.facts")


class Shortcut:
    """The same forms, sent by the window's own reader without drawing each page: a course has many."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def read(self, path: str) -> str:
        return self.page.request.get(self.whole(path)).text()

    def send(self, text: str, action: str, fields: list[tuple[str, str]]) -> str:
        """Send the form of that page which leads there, with these fields more."""
        form = re.search(rf'(?s)<form[^>]*action="{re.escape(action)}".*?</form>', text)
        assert form is not None, f"no form for {action}"
        hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form[0])
        sent = [(name, unescape(value)) for name, value in hidden] + fields
        address = self.whole(action)
        answer = self.page.request.post(
            address,
            data=urlencode(sent),
            headers={"Content-Type": "application/x-www-form-urlencoded", "Origin": urljoin(address, "/").rstrip("/")},
        )
        assert answer.ok, f"{action}: {answer.status}"
        return answer.text()

    def whole(self, path: str) -> str:
        return urljoin(self.page.url, path)

    def enrol(self, cohort: str = COHORT) -> None:
        self.take_a_seat(COURSE, cohort)

    def take_a_seat(self, course: str, cohort: str) -> None:
        path = f"/en/courses/{course}"
        self.send(self.read(path), f"{path}/cohorts/{cohort}/enrolment", [])

    def lessons(self, *modules: str, cohort: str = COHORT) -> None:
        """Read what is not read yet of these modules."""
        for module in course()["modules"]:
            for lesson in module["lessons"] if module["id"] in modules else ():
                path = f"/en/learning/{cohort}/lessons/{lesson['id']}"
                text = self.read(path)
                if f'action="{path}/reading"' in text:
                    self.send(text, f"{path}/reading", [])

    def quizzes(self, *modules: str, cohort: str = COHORT) -> None:
        """Pass the quizzes of these modules."""
        for module in modules:
            path = f"/en/learning/{cohort}/quizzes/{module}"
            paper = self.begin(module, cohort)
            sent = self.send(paper, f"{path}/attempts/1/answers", [*answers(paper, module), ("later", "1")])
            assert "not saved" not in sent
            paper = self.read(f"{path}/attempts/1")
            self.send(with_action(paper, f"{path}/attempts/1/submission"), f"{path}/attempts/1/submission",
                      list(answers(paper, module)))  # fmt: skip

    def begin(self, module: str, cohort: str = COHORT) -> str:
        """Begin a quiz; its questions."""
        path = f"/en/learning/{cohort}/quizzes/{module}"
        return self.send(self.read(path), f"{path}/attempts", [])

    def fail(self, module: str, cohort: str = COHORT) -> None:
        """Hand a quiz in with one answer, which is right."""
        paper = self.begin(module, cohort)
        action = f"/en/learning/{cohort}/quizzes/{module}/attempts/1/submission"
        self.send(with_action(paper, action), action, [next(answers(paper, module)), ("anyway", "1")])

    def finish(self, cohort: str = COHORT) -> None:
        """From the first lesson to the certificate."""
        modules = [module["id"] for module in course()["modules"]]
        self.lessons(*modules, cohort=cohort)
        self.quizzes(*modules, cohort=cohort)


def answers(paper: str, module: str) -> Iterator[tuple[str, str]]:
    """The fields of a quiz with what is right, as the page names them."""
    blocks = {}
    for block in re.findall(r'(?s)<fieldset class="question".*?</fieldset>', paper):
        text = unescape(re.search(r'class="question-text"[^>]*>(.*?)</span>', block)[1])  # type: ignore[index]
        blocks[text] = block
    for question, options in right_answers(module):
        for name, value, option in re.findall(
            r'name="(answer-\d+)" value="(\d+)"[^>]*> <span[^>]*>(.*?)</span>', blocks[question]
        ):
            if unescape(option) in options:
                yield name, value


def with_action(paper: str, action: str) -> str:
    """The page as its button would send it: to another address than its form's."""
    return re.sub(r'(<form class="form questions"[^>]*action=")[^"]*', rf"\g<1>{action}", paper)
