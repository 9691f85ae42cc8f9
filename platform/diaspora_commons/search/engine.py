"""The verbs of the index: make it agree with the database, rebuild it, check it, and ask it.

What an engine must do is `Engine`: there are Whoosh in a folder, and PostgreSQL. Only the worker and the command line
write.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import structlog
from sqlalchemy import insert, select

from diaspora_commons.kernel import outbox
from diaspora_commons.kernel.database import briefly, db
from diaspora_commons.kernel.settings import settings

from . import explaining, fallback, finding, suggesting
from .documents import Document, all_documents, documents_of
from .indexing import digest
from .postgres_engine import PostgresEngine
from .postings import Snapshot
from .query import Query
from .whoosh_engine import WhooshEngine
from .whoosh_folder import IndexAway, IndexBusy

log = structlog.get_logger()
REBUILD = "search rebuild"
"""The errand that makes the index anew."""
NIGHT = "search night"
"""The errand that looks after it."""
ASK_AGAIN = 30.0
"""Seconds between two wishes of one process for a rebuild."""


class Engine(Protocol):
    """Keeps entries and reads them back. Raises `IndexAway` when it cannot."""

    def version(self) -> str: ...
    def reading(self) -> AbstractContextManager[Snapshot]: ...
    def keys(self) -> dict[str, str]: ...
    def close(self) -> None: ...
    def write(self, documents: Iterable[Document], gone: Iterable[str]) -> None: ...
    def rebuild(self, documents: Iterable[Document], progress: Callable[[int], None] = ...) -> int: ...
    def merge(self) -> None: ...


chosen: list[Engine] = []
asked_at = [float("-inf")]


def engine() -> Engine:
    """The engine of this process; by default the folder that the settings name."""
    if not chosen:
        if settings().search_engine == "postgresql":
            choose(PostgresEngine())
        else:
            use(settings().index_folder)
    return chosen[0]


def use(folder: Path) -> None:
    """Keep the index in this folder from now on."""
    choose(WhooshEngine(folder))


def choose(engine: Engine) -> None:
    """Keep the index by this engine from now on."""
    for old in chosen:
        old.close()
    chosen[:] = [engine]
    asked_at[0] = float("-inf")


def version() -> str:
    """Changes whenever the index does: part of what a kept page depends on."""
    return engine().version()


def is_ready() -> bool:
    """Whether there is an index that can be read."""
    try:
        with engine().reading() as snapshot:
            return snapshot.size >= 0
    except IndexAway:
        return False


def find(query: Query, language: str, sort: str = "relevance", page: int = 1, per_page: int = 20) -> finding.Found:
    """Search everything public; without an index by simply reading it all."""
    sort = sort if sort in finding.SORTS else finding.SORTS[0]
    per_page = max(1, min(per_page, finding.MOST_PER_PAGE))
    try:
        with engine().reading() as snapshot:
            return finding.find(snapshot, query, language, sort, page, per_page)
    except IndexAway as error:
        ask_for_rebuild(error)
        return fallback.find(query, language, sort, page, per_page)


def suggest(text: str, language: str) -> list[suggesting.Suggestion]:
    """What somebody may be about to type; nothing while the index is away."""
    try:
        with engine().reading() as snapshot:
            return suggesting.suggest(snapshot, text, language)
    except IndexAway as error:
        ask_for_rebuild(error)
        return []


def explain(query: Query, language: str) -> list[explaining.Explained]:
    """Why the first hits of a search stand where they stand; nothing while the index is away."""
    try:
        with engine().reading() as snapshot:
            return explaining.explain(snapshot, query, language)
    except IndexAway as error:
        ask_for_rebuild(error)
        return []


def agree(keys: list[str]) -> None:
    """For each key: what the public may see is put in, anything else is taken out."""
    documents = documents_of(keys)
    gone = set(keys) - {document.key for document in documents}
    try:
        engine().write(documents, gone)
    except IndexBusy:
        raise
    except Exception as error:  # noqa: BLE001  damage shows in many ways; a fault elsewhere stops the rebuild too
        log.warning("search_index_away", error=repr(error))
        rebuild()


def rebuild(progress: Callable[[int], None] = lambda done: None) -> int:
    """Make the index anew beside the old one, then swap. Answers how many documents it holds."""
    started = time.perf_counter()
    total = engine().rebuild(all_documents(), progress)
    log.info("search_rebuilt", documents=total, seconds=round(time.perf_counter() - started, 2))
    return total


def catch_up(progress: Callable[[int], None] = lambda done: None) -> int:
    """Make the index anew, and strike out what the outbox asked of it before: the worker has that done already.

    What is posted while it runs is left to the worker.
    """
    covered = outbox.waiting("search", REBUILD)
    db.rollback()
    total = rebuild(progress)
    db.rollback()
    outbox.strike_out(covered)
    return total


def rebuild_asked(keys: list[str]) -> None:
    """The errand: once, however often it was asked for."""
    catch_up()


def check() -> list[str]:
    """The keys on which index and database differ; each is posted, so that they agree soon."""
    try:
        different = differing()
    except IndexAway:
        outbox.post(REBUILD, "all")
        return sorted(document.key for document in all_documents())
    outbox.post("search", *different)
    return different


def differing() -> list[str]:
    """The keys of what is not in the index as the public may see it, and of what is there and should not be."""
    indexed = engine().keys()
    public = {document.key: digest(document) for document in all_documents()}
    return sorted(key for key in public.keys() | indexed.keys() if public.get(key) != indexed.get(key))


def look_after(keys: list[str]) -> None:
    """The errand of each night: what differs is put right (a deadline that passed, a line that was lost), and what was
    written in many pieces is put together."""
    try:
        different = differing()
    except IndexAway:
        rebuild()
        return
    agree(different)
    engine().merge()


def ask_for_rebuild(error: IndexAway) -> None:
    """Write the wish down, in its own short transaction: the request that noticed may only read."""
    if time.monotonic() - asked_at[0] < ASK_AGAIN:
        return
    asked_at[0] = time.monotonic()
    log.warning("search_index_away", error=str(error))
    try:
        with briefly() as session:
            if session.scalar(select(outbox.Line.id).where(outbox.Line.topic == REBUILD)) is None:
                session.execute(insert(outbox.Line).values(topic=REBUILD, key="all"))
    except Exception:
        log.exception("search_rebuild_not_asked")
