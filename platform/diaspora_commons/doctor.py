"""What an operator should know: is everything as it must be, and if not, what helps."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask
from sqlalchemy import text

from diaspora_commons import history
from diaspora_commons.assistant import encoder
from diaspora_commons.kernel import demo, ledger, outbox
from diaspora_commons.kernel.database import db, sqlite_module
from diaspora_commons.kernel.settings import Settings
from diaspora_commons.search import engine as search

BUGGY_UNTIL = (3, 51, 3)
LEAST_FREE = 200 * 2**20
LONGEST_WAIT = 300


@dataclass(frozen=True)
class Finding:
    what: str
    is_fine: bool
    said: str


def examine(app: Flask) -> list[Finding]:
    settings: Settings = app.extensions["settings"]
    return [*database(app), *place(settings), *traffic(settings), *extras(settings)]


def database(app: Flask) -> Iterator[Finding]:
    engine = app.extensions["engine"]
    at, head = history.current(engine), history.head()
    yield Finding("database", at == head, f"at {at}" if at == head else f"at {at}, wanted {head}: commons db upgrade")
    if engine.dialect.name == "sqlite":
        version = sqlite_module().sqlite_version
        fine = tuple(map(int, version.split("."))) >= BUGGY_UNTIL
        yield Finding("SQLite", fine, version if fine else f"{version} may damage a WAL database: install pysqlite3")
        sound = db.scalar(text("PRAGMA quick_check"))
        yield Finding("database file", sound == "ok", str(sound))
    broken = ledger.broken_at()
    yield Finding("ledger", broken is None, "whole" if broken is None else f"changed at line {broken}")
    is_ready = search.is_ready()
    yield Finding("search index", is_ready, "ready" if is_ready else "missing or damaged: commons search rebuild")


def place(settings: Settings) -> Iterator[Finding]:
    free = shutil.disk_usage(settings.instance).free
    yield Finding("disk", free > LEAST_FREE, f"{free // 2**20} MiB free")


def extras(settings: Settings) -> Iterator[Finding]:
    if settings.assistant_semantic:
        wrong = encoder.fault()
        said = encoder.ADVICE.format(fault=wrong) if wrong else encoder.SentenceEncoder.name
        yield Finding("meanings", not wrong, said)


def traffic(settings: Settings) -> Iterator[Finding]:
    waited = int(outbox.oldest_wait().total_seconds())
    fine = waited < LONGEST_WAIT
    yield Finding("outbox", fine, f"oldest line waits {waited} s" + ("" if fine else ": does a worker run?"))
    by_post = bool(settings.smtp_host) or demo.is_on(settings)
    yield Finding("letters", by_post, "carried" if by_post else "wait for a mail server: set COMMONS_SMTP_HOST")
    safe = settings.is_loopback or settings.address.startswith("https:")
    yield Finding(
        "address", safe, settings.address if safe else f"{settings.address} is not https: cookies are not safe"
    )
