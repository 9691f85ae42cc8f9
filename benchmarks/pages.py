#!/usr/bin/env python3
"""How fast the pages are, for visitors and for people who are signed in, beside two yardsticks in the same run.

    python benchmarks/pages.py [--quick | --seconds N] [--json FILE]

One web process of granian serves, in turn: a bare Flask page, a Flask + SQLAlchemy + Jinja list of 5,000 SQLite rows,
and the site with its demonstration content. `×list` is the share of that list page's rate, measured before and after.
Every address is asked for once on one connection, which makes its page (`first`: how long that takes, and the share of
the list page's rate at which it goes); then all of them again and again on eight, as on a site that is read.
"""

import argparse
import http.cookiejar
import json
import os
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from statistics import mean

import load
import serving
import yardsticks
from addresses import LANGUAGES, Addresses

WANTED = {"visitor": 1.0, "signed in": 0.35}
"""Shares of the list yardstick that we promise."""
MEMORY = 200
"""MiB that two web processes may take from the machine: what is shared is divided among those who share it."""


class Run:
    """One run: its folder, its clock, its lines."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self.folder, self.seconds = folder, seconds
        self.database = f"sqlite:///{folder / 'commons.db'}"
        self.settings = {"COMMONS_INSTANCE": str(folder), "COMMONS_SEARCH_INDEX": str(folder / "index")}
        self.lines: list[dict[str, object]] = []
        self.list_rates: list[float] = []

    def yardstick(self, name: str, paths: list[str]) -> None:
        url = f"sqlite:///{self.folder / 'yardstick.db'}"
        with serving.granian(f"yardsticks:create_{name}", YARDSTICK_DATABASE=url) as server:
            load.ask_once(server.address, paths[:20])
            figures = load.ask(server.address, paths, self.seconds * 2)
        if name == "list":
            self.list_rates.append(figures.rate)
        self.note("yardstick", f"{name} page", figures)

    def note(self, reader: str, kind: str, figures: load.Figures, first: load.Figures | None = None) -> None:
        share = figures.rate / mean(self.list_rates) if self.list_rates else None
        of_list = first.rate / mean(self.list_rates) if first and self.list_rates else 0
        waits = f"{first.p50:9.1f} {of_list:7.2f}" if first else " " * 17
        faults = f"  {figures.faults} FAULTS" if figures.faults else ""
        print(
            f"{reader:<10} {kind:<22} {figures.addresses:6d} {figures.rate:9.0f} {figures.p50:8.2f} {figures.p99:8.2f} "
            f"{waits} {f'{share:7.2f}' if share else ''}{faults}",
            flush=True,
        )
        said = {"reader": reader, "kind": kind, "share": share, **asdict(figures)}
        self.lines.append(said | ({"first_p50": first.p50, "first_share": of_list} if first else {}))

    def fill(self) -> None:
        print("Filling a site with the demonstration content …", flush=True)
        environment = os.environ | self.settings | {"PYTHONPATH": str(serving.ROOT / "platform")}
        for words in (("db", "upgrade"), ("demo", "load"), ("search", "rebuild")):
            subprocess.run(serving.commons(*words), env=environment, check=True, stdout=subprocess.DEVNULL)

    def site(self) -> AbstractContextManager[serving.Server]:
        return serving.granian("diaspora_commons.web:create_app", **self.settings)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a second for each kind of page instead of three")
    parser.add_argument("--seconds", type=float, default=3, help="for each kind of page")
    parser.add_argument("--json", type=Path, help="keep the figures in this file")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="commons-pages-") as folder:
        run = Run(Path(folder), 1 if given.quick else given.seconds)
        measure(run)
        if given.json:
            given.json.write_text(json.dumps(run.lines, indent=1) + "\n", encoding="utf-8")
    sys.exit(any(line["faults"] for line in run.lines))


def measure(run: Run) -> None:
    yardsticks.fill(f"sqlite:///{run.folder / 'yardstick.db'}")
    run.fill()
    print(
        f"\n{'':<10} {'':<22} {'pages':>6} {'requests':>9} {'p50':>8} {'p99':>8} {'first':>9} {'first':>7} {'×list':>7}"
    )
    print(f"{'':<10} {'':<22} {'':>6} {'per s':>9} {'ms':>8} {'ms':>8} {'p50 ms':>9} {'×list':>7}")
    run.yardstick("bare", ["/"])
    run.yardstick("list", yardsticks.LIST_ADDRESSES)
    kinds = Addresses(run.database).kinds()
    with run.site() as server:
        for kind, paths in kinds.items():
            first = load.ask_once(server.address, paths)
            run.note("visitor", kind, load.ask(server.address, paths, run.seconds), first)
        style = stylesheet(server.address)
        run.note("visitor", "style sheet", load.ask(server.address, [style], run.seconds))
        cookie = sign_in(server.address, "amina")
        own = {"desk": [f"/{language}/desk" for language in LANGUAGES]}
        for kind, paths in (kinds | own).items():
            if "API" not in kind:
                first = load.ask_once(server.address, paths, cookie)
                run.note("signed in", kind, load.ask(server.address, paths, run.seconds, cookie), first)
    run.yardstick("list", yardsticks.LIST_ADDRESSES)
    weigh(run, kinds)
    judge(run)


def stylesheet(address: str) -> str:
    """The address of the front page's own style sheet."""
    with urllib.request.urlopen(f"{address}/en/") as page:
        text = page.read().decode()
    return text.split('rel="stylesheet" href="')[1].split('"')[0]


def sign_in(address: str, name: str) -> str:
    """Come in as one of the cast, through the door; the cookie to send from then on."""
    from diaspora_commons.demo import load as demo

    email, password = next((email, word) for who, email, word, _ in demo.sign_ins() if who.lower().startswith(name))
    cookies = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    form = urllib.parse.urlencode({"email": email, "password": password}).encode()
    browser.open(urllib.request.Request(f"{address}/en/sign-in", form, headers={"Origin": address})).close()
    kept = "; ".join(f"{cookie.name}={cookie.value}" for cookie in cookies)
    assert kept, "signing in gave no cookie"
    return kept


def weigh(run: Run, kinds: dict[str, list[str]]) -> None:
    """What the whole site holds in memory, as `commons serve` runs it, once every page has been asked for."""
    environment = run.settings | {"COMMONS_WORKERS": "2"}
    with serving.started(serving.commons("serve"), environment) as server:
        for paths in kinds.values():
            load.ask(server.address, paths, 1)
        held = server.memory()
    print("\nMemory of `commons serve` with two web processes, after all that (MiB):")
    for what, resident, shared_out in held:
        print(f"  {what:<12} {resident / 2**20:7.0f} resident, {shared_out / 2**20:7.0f} with shared pages divided")
    web = [(resident, divided) for what, resident, divided in held if what == "web process"]
    resident, divided = (sum(each) / 2**20 for each in zip(*web, strict=True))
    print(f"  two web processes: {divided:.0f} of {MEMORY}; with what they share counted twice, {resident:.0f}")
    run.lines.append({"kind": "memory", "held": held, "faults": 0})


def judge(run: Run) -> None:
    print(f"\nThe list yardstick drifted from {run.list_rates[0]:.0f} to {run.list_rates[-1]:.0f} requests per second.")
    for reader, wanted in WANTED.items():
        shares = {line["kind"]: line["share"] for line in run.lines if line.get("reader") == reader}
        short = ", ".join(f"{kind} {share:.2f}" for kind, share in shares.items() if share < wanted)
        print(f"{reader}: {f'below {wanted}: {short}' if short else f'all pages reach {wanted}'}")


if __name__ == "__main__":
    sys.path.insert(0, str(serving.ROOT / "platform"))
    main()
