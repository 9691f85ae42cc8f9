"""Five hundred people at once for thirty seats, a hundred who withdraw at once, and one who clicks fifty times.

python benchmarks/faults/seats.py [--people 500] [--seats 30] [--leavers 100] [--rounds 20] [--postgresql]
"""

import argparse
import json
import re
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from at_once import same_browser, statuses, together
from people import Answer, Somebody, new_key
from postgres import server
from running import Site
from work import drained

CROWD = """
import json, sys
from datetime import timedelta
from sqlalchemy import insert
from diaspora_commons.accounts.models import Person, SignIn, random_id
from diaspora_commons.accounts.queries import token_hash
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.web import create_app
app = create_app()
signer = app.session_interface.get_signing_serializer(app)
first, count = map(int, sys.argv[1:])
with app.app_context(), unit_of_work.writing():
    cookies = []
    for n in range(first, first + count):
        person = Person(name=f"Learner {n}", email=f"learner{n}@example.org", confirmed_at=now())
        db.add(person)
        db.flush()
        key = f"key of learner {n}"
        db.add(SignIn(key_hash=token_hash(key), person_id=person.id, device="", ends_at=now() + timedelta(hours=2)))
        cookies.append(signer.dumps({"_user_id": key, "_fresh": True, "csrf_token": "token"}))
print(json.dumps([f"{app.config['SESSION_COOKIE_NAME']}={cookie}" for cookie in cookies]))
"""
"""Rows of people who are signed in already: five hundred passwords would be hashed for minutes."""
COURSE = """
import sys
from datetime import timedelta
from diaspora_commons.courses.models import Cohort, Course, Lesson, Module
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.database import db
from diaspora_commons.web import create_app
slug, capacity = sys.argv[1], int(sys.argv[2])
with create_app().app_context(), unit_of_work.writing():
    lesson = Lesson(code="l1", position=1, title="A lesson", minutes=5, body="Read.")
    db.add(Course(
        slug=slug, title="A course", language="en", level="introductory", hours=1, summary="Seats.", outcomes=[],
        prerequisites="", partner_names=[], partner_note="", passing_mark=70, certificate_rule="Read.", sources=[],
        modules=[Module(code="m1", position=1, title="Words", lessons=[lesson])],
        cohorts=[Cohort(code=slug, capacity=capacity, deadline=today() + timedelta(days=9),
                        starts=today() + timedelta(days=20), ends=today() + timedelta(days=90))],
    ))
"""


class Cohort:
    """A cohort on a running site, looked into from outside."""

    def __init__(self, site: Site, code: str, capacity: int) -> None:
        self.site, self.code, self.capacity = site, code, capacity
        made = site.run("-c", COURSE, code, str(capacity))
        assert made.returncode == 0, made.stderr
        self.way_in = f"/en/courses/{code}/cohorts/{code}/enrolment"
        self.hub = f"/en/learning/{code}"

    def ask(self, what: str, **values: Any) -> list[Any]:
        mine = "enrolment.cohort_id = (SELECT id FROM cohort WHERE code = :code)"
        return self.site.ask(what.replace("MINE", mine), code=self.code, **values)

    def states(self) -> Counter[str]:
        return Counter(row.state for row in self.ask("SELECT state FROM enrolment WHERE MINE"))

    def taken(self) -> int:
        return int(self.ask("SELECT taken FROM cohort WHERE code = :code")[0].taken)

    def line(self) -> list[int]:
        """The ids of those who wait, in order."""
        order = "ORDER BY priority, applied_at, id"
        return [row.id for row in self.ask(f"SELECT id FROM enrolment WHERE MINE AND state = 'waitlisted' {order}")]

    def letters(self) -> Counter[tuple[int, str]]:
        """How many letters of each kind somebody got about a place here."""
        mine = {row.id for row in self.ask("SELECT id FROM enrolment WHERE MINE")}
        rows = self.site.ask("SELECT kind, once FROM letter WHERE kind LIKE 'enrolment_%'")
        told = [(int(row.once.split(":")[1]), row.kind) for row in rows]
        return Counter((place, kind) for place, kind in told if place in mine)

    def ledger(self, verb: str) -> Counter[int]:
        """How often this was done to each place."""
        mine = {row.id for row in self.ask("SELECT id FROM enrolment WHERE MINE")}
        rows = self.site.ask("SELECT subject FROM ledger WHERE verb = :verb", verb=f"enrolment.{verb}")
        done = Counter(int(row.subject.split(":")[1]) for row in rows if row.subject.startswith("enrolment:"))
        return Counter({place: times for place, times in done.items() if place in mine})


def crowd(site: Site, first: int, count: int) -> list[Somebody]:
    """People who are signed in, each with a browser of their own."""
    made = site.run("-c", CROWD, str(first), str(count))
    assert made.returncode == 0, made.stderr
    people = []
    for cookie in json.loads(made.stdout.splitlines()[-1]):
        person = Somebody(site.port, patience=240)
        person.cookie, person.token, person.is_brief = cookie, "token", True
        people.append(person)
    return people


def rush(people: list[Somebody], cohort: Cohort) -> list[Answer]:
    """Everybody enrols at the same moment."""
    return together(*[lambda one=one: one.post(cohort.way_in) for one in people])


def numbers(people: list[Somebody], cohort: Cohort) -> list[int]:
    """The numbers in line that those who wait are shown on their own pages, sorted."""
    found = [re.search(r"You are number ([\d,.]+) of", one.get(cohort.hub).text) for one in people]
    return sorted(int(re.sub(r"\D", "", hit[1])) for hit in found if hit)


def for_seats(site: Site, people: list[Somebody], seats: int) -> dict[str, object]:
    """As many as there are seats get one; the others stand in a line without gap or double."""
    cohort = Cohort(site, f"rush-{new_key()}", seats)
    began = time.monotonic()
    answers = rush(people, cohort)
    seconds = time.monotonic() - began
    drained(site)
    waiting = len(people) - seats
    shown = numbers(people, cohort)
    letters = cohort.letters()
    return {
        "answers": statuses(answers),
        "seconds": round(seconds, 1),
        "states": dict(cohort.states()),
        "seats counted": cohort.taken(),
        "numbers shown": f"{shown[0]}..{shown[-1]}" if shown else "none",
        "wrong": faults(
            (cohort.states(), {"enrolled": seats, "waitlisted": waiting}),
            (cohort.taken(), seats),
            (shown, list(range(1, waiting + 1))),
            (Counter(kind for _place, kind in letters.elements()),
             {"enrolment_seat": seats, "enrolment_waitlisted": waiting}),
            (max(letters.values()), 1),
            (sum(answer.status >= 500 for answer in answers), 0),
        ),
    }  # fmt: skip


def all_leave(site: Site, people: list[Somebody], leavers: int) -> dict[str, object]:
    """Whoever leaves gives the seat to the next of the line: the right ones, once each, with one letter each."""
    seats = leavers + 5
    cohort = Cohort(site, f"leave-{new_key()}", seats)
    rush(people, cohort)
    drained(site)
    line = cohort.line()
    going = [one for one in people if "You have a seat." in one.get(cohort.hub).text][:leavers]
    began = time.monotonic()
    answers = together(*[lambda one=one: one.post(f"{cohort.hub}/withdrawal") for one in going])
    seconds = time.monotonic() - began
    drained(site)
    next_ones = sorted(line[:leavers])
    came = cohort.ledger("promote")
    promoted = sorted(place for place in came if place in line)
    letters = cohort.letters()
    told = Counter(place for (place, kind), n in letters.items() for _ in range(n) if kind == "enrolment_promoted")
    return {
        "answers": statuses(answers),
        "seconds": round(seconds, 1),
        "promoted": len(promoted),
        "states": dict(cohort.states()),
        "wrong": faults(
            (promoted, next_ones),
            (set(came.values()), {1}),
            (cohort.line(), line[leavers:]),
            (told, Counter(next_ones)),
            (sum(n for (_place, kind), n in letters.items() if kind == "enrolment_withdrawn"), leavers),
            (cohort.taken(), seats),
            (cohort.states()["enrolled"], seats),
            (sum(answer.status >= 500 for answer in answers), 0),
        ),
    }


def come_and_go(site: Site, people: list[Somebody], rounds: int) -> dict[str, object]:
    """The last who has a seat withdraws while the next enrols: nobody ends up waiting beside a free seat."""
    cohort, holder, beside = Cohort(site, f"pass-{new_key()}", 1), people[0], 0
    holder.post(cohort.way_in)
    answers: list[Answer] = []
    for n in range(1, rounds + 1):
        comer = people[n]
        answers += together(
            lambda one=holder: one.post(f"{cohort.hub}/withdrawal"), lambda one=comer: one.post(cohort.way_in)
        )
        beside += cohort.states()["waitlisted"] > 0 or cohort.taken() != 1
        holder = comer
    return {"answers": statuses(answers), "wrong": faults((beside, 0), (cohort.states()["enrolled"], 1))}


def one_clicks(site: Site, somebody: Somebody, times: int = 50) -> dict[str, object]:
    """The same person in fifty tabs, and the same click fifty times: one place, one answer."""
    cohort, result = Cohort(site, f"click-{new_key()}", 3), []
    for key in (None, new_key()):
        tabs = [same_browser(somebody) for _ in range(times)]
        for tab in tabs:
            tab.patience = 240
        answers = together(*[lambda tab=tab, key=key: tab.post(cohort.way_in, key=key) for tab in tabs])
        result.append((statuses(answers), {answer.where for answer in answers}))
    drained(site)
    return {
        "answers": [said for said, _where in result],
        "wrong": faults(
            (cohort.states(), {"enrolled": 1}),
            (cohort.taken(), 1),
            ([said for said, _where in result], [f"{times}×303"] * 2),
            ([where for _said, where in result], [{cohort.hub}] * 2),
            (sum(cohort.letters().values()), 1),
        ),
    }


def faults(*pairs: tuple[object, object]) -> list[str]:
    """What is not as it should be."""
    return [f"{str(found)[:300]} instead of {str(wanted)[:300]}" for found, wanted in pairs if found != wanted]


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--people", type=int, default=500)
    words.add_argument("--seats", type=int, default=30)
    words.add_argument("--leavers", type=int, default=100)
    words.add_argument("--rounds", type=int, default=20)
    words.add_argument("--postgresql", action="store_true")
    chosen = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="commons-seats-") as folder, server(chosen.postgresql) as url:
        site = Site(Path(folder) / "instance", url, COMMONS_WORKERS="2", COMMONS_SECRET_KEY="of this run").fill()
        site.start()
        try:
            people = crowd(site, 1, chosen.people)
            for title, found in (
                (f"{chosen.people} at once for {chosen.seats}", for_seats(site, people, chosen.seats)),
                (f"{chosen.leavers} withdraw at once", all_leave(site, people, chosen.leavers)),
                ("one leaves as the next comes", come_and_go(site, people, chosen.rounds)),
                ("one clicks 50 times, twice", one_clicks(site, people[0])),
            ):
                for name, value in found.items():
                    print(f"{title:<32}{name:<16}{value if value != [] else 'nothing'}", flush=True)
            print("locked:", site.log.read_text().count("locked"))
        finally:
            site.stop()


if __name__ == "__main__":
    main()
