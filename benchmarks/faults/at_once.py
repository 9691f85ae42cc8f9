"""Many at the same moment: writers in several processes, and people whose clicks meet.

python benchmarks/faults/at_once.py [--seconds 20] [--pairs 8] [--postgresql]
"""

import argparse
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from people import Answer, Gone, Somebody, content, new_key, version_on
from postgres import server
from running import Site
from work import Crew, drained, half_written, lost, wrong_letters

SUBMISSION = "/en/initiatives/{}/submission"


def write_together(site: Site, seconds: float, pairs: int) -> dict[str, object]:
    """Authors and moderators work side by side; what was answered, and what is wrong afterwards."""
    with Crew(site, pairs) as crew:
        time.sleep(seconds)
    record = crew.record
    drained(site)
    return {
        "writes": sum(record.writes.values()),
        "answers of 500 and more": sum(n for status, n in record.statuses.items() if status >= 500),
        "without an answer": record.cut,
        "stopped": crew.faults,
        "locked": site.log.read_text().count("locked"),
        "lost": lost(site, record),
        "half written": half_written(site),
        "letters": wrong_letters(site),
    }


def together(*clicks: Callable[[], Answer]) -> list[Answer]:
    """All of them at the same moment; the answers in their order."""
    answers: dict[int, Answer] = {}
    start = threading.Barrier(len(clicks))

    def click(number: int) -> None:
        start.wait()
        try:
            answers[number] = clicks[number]()
        except Gone as error:
            print(error)

    threads = [threading.Thread(target=click, args=(n,)) for n in range(len(clicks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answers[n] for n in sorted(answers)]


def same_browser(somebody: Somebody) -> Somebody:
    """Another tab of the same person."""
    other = Somebody(somebody.port)
    other.cookie, other.token = somebody.cookie, somebody.token
    return other


def written(site: Site, author: Somebody, number: int) -> str:
    """A complete draft; its slug."""
    form = {"organisation": "sahel-roots", "title": f"Meeting number {number}", "language": "en"}
    slug = author.post("/en/initiatives/new", form).where.split("/")[3]
    page = author.get(f"/en/initiatives/{slug}/edit").text
    saved = author.post(f"/en/initiatives/{slug}/edit", content(number, version_on(page)))
    assert saved.status == 303, saved.text
    return slug


def ledger_of(site: Site, slug: str) -> Counter[str]:
    """How often each verb was done to an initiative."""
    subject = "'initiative:' || (SELECT id FROM initiative WHERE slug = :slug)"
    rows = site.ask(f"SELECT verb FROM ledger WHERE subject = {subject}", slug=slug)
    return Counter(row.verb.partition(".")[2] for row in rows)


def letters_about(site: Site, slug: str) -> Counter[str]:
    """Letters of each kind about an initiative."""
    number = site.ask("SELECT id FROM initiative WHERE slug = :slug", slug=slug)[0].id
    rows = site.ask("SELECT kind, once FROM letter WHERE once LIKE 'initiative_%'")
    return Counter(row.kind for row in rows if row.once.split(":")[1] == str(number))


def one_click_fifty_times(site: Site, author: Somebody, number: int, times: int = 50) -> tuple[list[Answer], str]:
    slug, key = written(site, author, number), new_key()
    tabs = [same_browser(author) for _ in range(times)]
    return together(*[lambda tab=tab: tab.post(SUBMISSION.format(slug), key=key) for tab in tabs]), slug


def publish_and_decline(
    site: Site, author: Somebody, one: Somebody, other: Somebody, number: int
) -> tuple[list[Answer], str]:
    slug = written(site, author, number)
    author.post(SUBMISSION.format(slug))
    reason = {"reason": "It is not about a diaspora, as far as we can see."}
    return together(
        lambda: one.post(f"/en/initiatives/{slug}/publication"),
        lambda: other.post(f"/en/initiatives/{slug}/refusal", reason),
    ), slug  # fmt: skip


def two_editors(site: Site, author: Somebody, number: int) -> tuple[list[Answer], str]:
    slug, tab = written(site, author, number), same_browser(author)
    version = version_on(author.get(f"/en/initiatives/{slug}/edit").text)
    return together(
        lambda: author.post(f"/en/initiatives/{slug}/edit", content(number + 1, version)),
        lambda: tab.post(f"/en/initiatives/{slug}/edit", content(number + 2, version)),
    ), slug


def asked(sender: Somebody, number: int, key: str | None = None) -> str:
    """Ponte Atlântica asks Sahel Roots for something; where the request is."""
    form = {"organisation": "sahel-roots", "sender": "ponte-atlantica", "purpose": f"Meeting number {number}",
            "offer": "A hall", "need": "Seed", "then": "send"}  # fmt: skip
    sent = sender.post("/en/partnerships/new", form, key)
    assert sent.status == 303, sent.text
    return sent.where


def accept_and_withdraw(site: Site, sender: Somebody, receiver: Somebody, number: int) -> tuple[list[Answer], str]:
    """Both sides decide at the same moment; the answers, and the request's public id."""
    place = asked(sender, number)
    clicks = (lambda: receiver.post(f"{place}/acceptance"), lambda: sender.post(f"{place}/withdrawal"))
    return together(*clicks), place.rpartition("/")[2]


def one_request_fifty_times(site: Site, sender: Somebody, number: int, times: int = 50) -> list[str]:
    """The same click in many tabs; where each was led."""
    key, tabs = new_key(), [same_browser(sender) for _ in range(times)]
    places: list[str] = []
    threads = [threading.Thread(target=lambda tab=tab: places.append(asked(tab, number, key))) for tab in tabs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return places


def told_of(site: Site, public_id: str) -> Counter[str]:
    """What stands on a request's timeline, the verbs in the ledger, and its letters."""
    state = site.ask("SELECT id, state FROM partnership WHERE public_id = :id", id=public_id)[0]
    entries = site.ask("SELECT id, kind FROM partnership_entry WHERE partnership_id = :id", id=state.id)
    lines = site.ask("SELECT verb FROM ledger WHERE subject = :subject", subject=f"partnership:{public_id}")
    letters = site.ask("SELECT kind, once FROM letter WHERE once LIKE 'partnership:%'")
    ids = {str(entry.id) for entry in entries}
    return (
        Counter({f"is {state.state}": 1})
        + Counter(entry.kind for entry in entries)
        + Counter(line.verb for line in lines)
        + Counter(letter.kind for letter in letters if letter.once.split(":")[1] in ids)
    )


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--seconds", type=float, default=20)
    words.add_argument("--pairs", type=int, default=8)
    words.add_argument("--rounds", type=int, default=10)
    words.add_argument("--postgresql", action="store_true")
    chosen = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="commons-at-once-") as folder, server(chosen.postgresql) as url:
        site = Site(Path(folder) / "instance", url, COMMONS_WORKERS="3").fill().start()
        try:
            for name, value in write_together(site, chosen.seconds, chosen.pairs).items():
                print(f"{name:<38}{value if value != [] else 'nothing wrong'}", flush=True)
            for name, count in meet(site, chosen.rounds).items():
                print(f"{name:<38}{dict(count)}", flush=True)
        finally:
            site.stop()


def meet(site: Site, rounds: int) -> dict[str, Counter[str]]:
    """How often each outcome came of clicks that met."""
    amina, dalia, rosa = (Somebody(site.port).sign_in(name) for name in ("amina", "dalia", "rosa"))
    clicks, moderators, editors = Counter[str](), Counter[str](), Counter[str]()
    for n in range(rounds):
        answers, slug = one_click_fifty_times(site, amina, 500_000 + n * 10)
        places = len({answer.where for answer in answers})
        clicks[f"{statuses(answers)}, {places} answer, {ledger_of(site, slug)['submit']} change"] += 1
        answers, slug = publish_and_decline(site, amina, dalia, rosa, 600_000 + n * 10)
        moderators[statuses(answers)] += 1
        answers, slug = two_editors(site, amina, 700_000 + n * 10)
        editors[statuses(answers)] += 1
    sides = Counter[str]()
    ines = Somebody(site.port).sign_in("ines")
    for n in range(min(rounds, 10)):  # an organisation sends ten requests a day
        answers, public_id = accept_and_withdraw(site, ines, amina, 800_000 + n)
        kinds = told_of(site, public_id)
        sides[f"{statuses(answers)}, {kinds['accepted'] + kinds['withdrawn']} entry"] += 1
    return {
        "50 clicks with one key": clicks,
        "two moderators": moderators,
        "two editors": editors,
        "accept and withdraw": sides,
    }


def statuses(answers: list[Answer]) -> str:
    return " ".join(f"{n}×{status}" for status, n in sorted(Counter(a.status for a in answers).items()))


if __name__ == "__main__":
    main()
