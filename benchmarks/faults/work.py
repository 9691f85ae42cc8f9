"""Authors and moderators at work over HTTP, remembering what was acknowledged; and a look at what became of it."""

import random
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from people import Gone, Somebody, content, new_key, version_on
from running import Site

ORDER = {"draft": 0, "written": 1, "submitted": 2, "declined": 2, "published": 3}


@dataclass
class Record:
    """What was answered with success: for each initiative the furthest step, and the number saved last."""

    steps: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    writes: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    cut: int = 0
    """Requests that got no whole answer, and were sent again with the same key."""
    in_flight: list[str] = field(default_factory=list)
    """Those of them that had found somebody who listened."""
    lock: threading.Lock = field(default_factory=threading.Lock)


class Pair:
    """Amina writes, Dalia publishes; each click is repeated with its key until it is answered."""

    def __init__(self, site: Site, record: Record, stop: threading.Event, number: int) -> None:
        self.site, self.record, self.stop, self.number = site, record, stop, number
        self.author = Somebody(site.port).sign_in("amina" if number % 2 else "ines")
        self.moderator = Somebody(site.port).sign_in("dalia" if number % 2 else "rosa")
        self.organisation = "sahel-roots" if number % 2 else "ponte-atlantica"

    def work(self) -> None:
        turn = 0
        while not self.stop.is_set():
            turn += 1
            self.one_initiative(self.number * 10_000 + turn * 10)

    def one_initiative(self, number: int) -> None:
        begun = self.click(
            self.author, "/en/initiatives/new",
            {"organisation": self.organisation, "title": f"Seeds number {number}", "language": "en"},
        )  # fmt: skip
        if begun is None:
            return
        slug = begun.split("/")[3]
        self.note(slug, "draft", 0)
        (
            self.save(slug, number)
            and self.step(self.author, slug, "submission", "submitted", number)
            and self.step(self.moderator, slug, "publication", "published", number)
            and self.save(slug, number + 1, "published")
        )

    def save(self, slug: str, number: int, step: str = "written") -> bool:
        page = self.look(self.author, f"/en/initiatives/{slug}/edit")
        if page is None:
            return False
        saved = self.click(self.author, f"/en/initiatives/{slug}/edit", content(number, version_on(page)))
        if saved is not None:
            self.note(slug, step, number)
        return saved is not None

    def step(self, who: Somebody, slug: str, noun: str, step: str, number: int) -> bool:
        done = self.click(who, f"/en/initiatives/{slug}/{noun}")
        if done is not None:
            self.note(slug, step, number)
        return done is not None

    def click(self, who: Somebody, path: str, data: dict[str, object] | None = None) -> str | None:
        """Where the answer led; None when the time was over before there was one."""
        key = new_key()
        while True:
            try:
                answer = who.post(path, data, key)
            except Gone as gone:
                with self.record.lock:
                    self.record.cut += 1
                    self.record.in_flight += [] if gone.was_refused else [str(gone)]
                if self.stop.is_set():
                    return None
                time.sleep(0.05)
                continue
            with self.record.lock:
                self.record.statuses[answer.status] += 1
            if answer.status == 303:
                return answer.where
            if answer.status < 500:
                raise AssertionError(f"{path}: {answer.status} {re.sub('<[^>]+>', ' ', answer.text)[-900:]}")
            if self.stop.is_set():
                return None
            time.sleep(0.2)

    def look(self, who: Somebody, path: str) -> str | None:
        while not self.stop.is_set():
            try:
                answer = who.get(path)
            except Gone:
                time.sleep(0.05)
                continue
            with self.record.lock:
                self.record.statuses[answer.status] += 1
            if answer.status == 200:
                return answer.text
            assert answer.status >= 500, f"{path}: {answer.status}"
        return None

    def note(self, slug: str, step: str, number: int) -> None:
        with self.record.lock:
            self.record.writes[step] += 1
            self.record.steps[slug] = step
            self.record.numbers[slug] = number


class Crew:
    """Several pairs at work in threads, for as long as the block lasts."""

    def __init__(self, site: Site, pairs: int = 2, is_brief: bool = False) -> None:
        self.record, self.stop = Record(), threading.Event()
        self.pairs = [Pair(site, self.record, self.stop, n + 1) for n in range(pairs)]
        for pair in self.pairs:
            pair.author.is_brief = pair.moderator.is_brief = is_brief
        self.faults: list[str] = []
        self.threads = [threading.Thread(target=self.run, args=(pair,)) for pair in self.pairs]

    def run(self, pair: Pair) -> None:
        try:
            pair.work()
        except Exception as error:  # noqa: BLE001  a thread's own exception would be lost
            self.faults.append(repr(error))

    def written(self) -> int:
        return sum(self.record.writes.values())

    def __enter__(self) -> "Crew":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *nothing: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join()
        for pair in self.pairs:
            pair.author.leave()
            pair.moderator.leave()


def lost(site: Site, record: Record) -> list[str]:
    """Every acknowledged write that the database does not show."""
    rows = {row.slug: row for row in site.ask("SELECT slug, state, summary, start_year FROM initiative")}
    missing = []
    for slug, step in record.steps.items():
        row = rows.get(slug)
        number = record.numbers[slug]
        shown = int(re.findall(r"time (\d+)", row.summary)[0]) if row is not None and row.summary else 0
        reached = ORDER.get(row.state, 0) if row is not None else -1
        if row is None or shown < number or reached < ORDER[step] - (step == "written"):
            missing.append(f"{slug}: {step} {number}, but {row}")
    return missing


def half_written(site: Site) -> list[str]:
    """Initiatives whose parts do not belong together, and what happened without its line in the ledger."""
    faults = []
    tags = Counter((row.item_id, row.facet) for row in site.ask("SELECT item_id, facet FROM initiative_tag"))
    lines = Counter((row.subject, row.verb) for row in site.ask("SELECT subject, verb FROM ledger"))
    rows = site.ask("SELECT id, slug, title, state, summary, story, start_year, published_at FROM initiative")
    for row in rows:
        if row.summary:
            numbers = {int(n) for n in re.findall(r"[Tt]ime (\d+)", row.summary + row.story)}
            numbers.add(int(row.title.split()[-1]))
            whole = len(numbers) == 1 and row.start_year == 2000 + min(numbers) % 20
            if not whole or (tags[row.id, "country"], tags[row.id, "sector"]) != (1, 1):
                faults.append(f"{row.slug} is half written: {numbers}, {row.start_year}")
        for verb, state in (("submit", "submitted"), ("publish", "published")):
            told = lines[f"initiative:{row.id}", f"initiative.{verb}"]
            if told != int(ORDER[row.state] >= ORDER[state]):
                faults.append(f"{row.slug} is {row.state} and has {told} lines about {verb}")
    return faults


def wrong_letters(site: Site) -> list[str]:
    """Letters written twice, not written, or not carried to the folder."""
    faults = []
    written = site.ask("SELECT id, person_id, kind, once, carried_at FROM letter")
    faults += [f"letter {row.id} was not carried" for row in written if row.carried_at is None]
    carried = {file.stem for file in (site.folder / "letters").glob("*.eml")}
    faults += [f"letter {row.id} is not in the folder" for row in written if f"{row.id:06d}" not in carried]
    told = Counter(
        int(row.once.split(":")[1]) for row in written if row.kind == "initiative_published" and row.once
    )  # fmt: skip
    authors = Counter(row.organisation_id for row in site.ask(
        "SELECT organisation_id FROM membership WHERE role IN ('owner', 'editor')"))  # fmt: skip
    for row in site.ask("SELECT id, organisation_id FROM initiative WHERE state = 'published'"):
        if told[row.id] != authors[row.organisation_id]:
            faults.append(f"initiative {row.id} was published, and {told[row.id]} letters say so")
    return faults


def forget_leases(site: Site) -> None:
    """As if the two minutes were over, for which a killed worker had reserved its lines."""
    site.tell(f"UPDATE outbox SET held_until = NULL, due = posted WHERE {owed()}")


def owed() -> str:
    """Lines that wait to be done now, or once more; not those that are put off to a later day."""
    return f"topic <> 'clock' AND (tries > 0 OR due < '{datetime.now(UTC) + timedelta(hours=1):%Y-%m-%d %H:%M:%S}')"


def drained(site: Site, patience: float = 200) -> float:
    """Seconds until nothing that is due waits in the outbox."""
    began = time.monotonic()
    while time.monotonic() - began < patience:
        waiting = site.ask(f"SELECT topic, key, error FROM outbox WHERE {owed()}")
        if not waiting:
            return time.monotonic() - began
        time.sleep(0.3)
    raise AssertionError(f"the outbox still holds {waiting[:5]}")


def strike(site: Site, choice: random.Random) -> str:
    """Kill one process of the site at random; sometimes all of them."""
    found = site.processes()
    what = choice.choices(["web", "worker", "all"], [5, 4, 1])[0]
    if what != "all" and not found[what]:
        what = "web" if found["web"] else "worker"
    if what == "all":
        site.kill()
        site.start()
    elif found[what]:
        choice.choice(found[what]).kill()
    return what
