"""The index kept by Whoosh: written by one process at a time, read by many.

Only what Whoosh 2.7.4, whoosh-reloaded and whoosh3 do alike is used; above all never `Searcher.refresh()`,
`reader(reuse=)`, `BufferedWriter`, `AsyncWriter` or `RamStorage`, which show deleted or foreign documents in one or
another of them.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from secrets import token_hex
from threading import RLock
from time import monotonic
from typing import Any

from .documents import Document
from .indexing import Entry, entries
from .postings import Snapshot
from .whoosh_folder import Folder, IndexAway, columns, fields, patiently, query
from .whoosh_writing import Terms, Together, quick_writer

SCHEMA = fields.Schema(
    key=fields.ID(unique=True, stored=True),
    all=Terms(scorable=True),
    exact=Terms(),
    ideas=Terms(),
    labels=Terms(),
    facets=Terms(),
    flat=fields.COLUMN(columns.VarBytesColumn()),
    day=fields.COLUMN(columns.NumericColumn("i")),
    due=fields.COLUMN(columns.NumericColumn("i")),
    added=fields.COLUMN(columns.NumericColumn("i")),
    shown=fields.STORED,
)
REST = 2.0
"""Seconds before an index that could not be opened is tried again; opening a damaged one is slow."""
AT_ONCE = 10_000
"""Documents a segment of a new index."""
MOST_PIECES = 4
"""Segments that are put together in the night; that takes as long as a rebuild."""
Progress = Callable[[int], None]


class WhooshEngine:
    """Reads and writes one index folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = Folder(folder)
        self.lock = RLock()
        self.depth = 0
        self.snapshot: Snapshot | None = None
        self.mark = ""
        self.broken = "", 0.0
        self.checked: set[str] = set()

    def version(self) -> str:
        """Changes whenever the index does; empty when there is none."""
        return self.folder.version()

    @contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """The newest generation. One thread reads at a time, because the files below have one position each; a reader
        keeps its generation until it is done. Whatever goes wrong inside is `IndexAway`.
        """
        with self.lock:
            snapshot = self.snapshot if self.depth and self.snapshot else self.newest()
            self.depth += 1
            try:
                yield snapshot
            except Exception as error:  # damaged files raise ten kinds of exceptions, and any of them means the same
                self.close()
                raise IndexAway(repr(error)) from error
            finally:
                self.depth -= 1

    def newest(self) -> Snapshot:
        mark = self.version()
        if not mark:
            raise IndexAway("no index")
        if self.snapshot is None or mark != self.mark:
            old = self.snapshot
            self.snapshot, self.mark = self.open(mark, old), mark
            if old is not None:
                old.close()
        return self.snapshot

    def close(self) -> None:
        """Let the files go."""
        with self.lock:
            old, self.snapshot = self.snapshot, None
            if old is not None:
                old.close()

    def open(self, mark: str, before: Snapshot | None) -> Snapshot:
        if self.broken[0] == mark and monotonic() < self.broken[1]:
            raise IndexAway("it could not be opened a moment ago")
        files = self.folder.files(mark.partition(".")[0])
        try:
            patiently(lambda: files.check(self.checked))
            index = patiently(files.open_index)
            return Snapshot(index.reader(), before.by_segment if before else {})
        except Exception as error:  # as above: whatever it is, the index cannot be read
            files.close_all()
            self.broken = mark, monotonic() + REST
            raise IndexAway(repr(error)) from error

    def keys(self) -> dict[str, str]:
        """Every document's key and digest."""
        with self.reading() as snapshot:
            stored = (fields for _, fields in snapshot.reader.iter_docs())
            return {found["key"]: found["shown"][-1] for found in stored}

    def write(self, documents: Iterable[Document], gone: Iterable[str]) -> None:
        """Put these in, and take those keys out, in one commit."""
        with self.folder.alone():
            files = self.folder.files(self.folder.current())
            try:
                self.commit(files.open_index(), documents, gone)
                files.seal()
            except BaseException:
                files.close_all()
                raise

    def merge(self) -> None:
        """One segment out of many, which is read faster."""
        with self.folder.alone():
            files = self.folder.files(self.folder.current())
            try:
                index = files.open_index()
                with closing(index.reader()) as reader:
                    pieces = len(reader.leaf_readers())
                if pieces > MOST_PIECES:
                    patiently(index.writer).commit(optimize=True)
                    files.seal()
            except BaseException:
                files.close_all()
                raise

    def rebuild(self, documents: Iterable[Document], progress: Progress = lambda done: None) -> int:
        """Make a new index beside the one in use, then use it. Answers how many documents it holds."""
        with self.folder.alone():
            name = token_hex(6)
            (self.folder.path / name).mkdir(mode=0o700)
            files = self.folder.files(name)
            try:
                total = self.fill(files.create_index(SCHEMA), documents, progress)
                files.seal()
            except BaseException:
                shutil.rmtree(self.folder.path / name, ignore_errors=True)
                raise
            self.folder.use(name)
        return total

    def fill(self, index: Any, documents: Iterable[Document], progress: Progress) -> int:
        """Put all of them in, one segment after the other, so that what is held in memory has a bound."""
        total, coming = 0, entries(documents)
        while some := list(islice(coming, AT_ONCE)):
            writer = quick_writer(index)
            try:
                for entry in some:
                    writer.add_document(**row(entry, Together))
                    total += 1
                    progress(total)
                writer.commit(merge=False)
            except BaseException:
                with suppress(Exception):
                    writer.cancel()
                raise
        return total

    def commit(self, index: Any, documents: Iterable[Document], gone: Iterable[str]) -> None:
        """One commit. What is replaced is struck out by one query; Whoosh's own update asks once for each."""
        made = {entry.key: entry for entry in entries(documents)}
        old = query.Or([query.Term("key", key) for key in {*made, *gone}])
        writer = patiently(index.writer)
        try:
            writer.delete_by_query(old)
            for entry in made.values():
                writer.add_document(**row(entry))
            writer.commit()
        except BaseException:
            with suppress(Exception):  # a failed commit keeps Whoosh's own lock until it is cancelled
                writer.cancel()
            raise


def row(entry: Entry, given: Callable[[list[str]], list[str]] = list) -> dict[str, Any]:
    """A document as the writer takes it; its terms as `given` makes them."""
    shown = entry.shown
    kept = (
        shown.kind,
        shown.id,
        shown.slug,
        shown.language,
        shown.title,
        shown.summary,
        shown.body,
        shown.url,
        shown.date,
        shown.facets,
        shown.deadline,
        shown.added,
        shown.digest,
    )
    return {
        "key": entry.key,
        "all": given(entry.all),
        "exact": given(entry.exact),
        "ideas": given(entry.ideas),
        "labels": given(entry.labels),
        "facets": given(entry.facets),
        "flat": entry.flat.encode(),
        "day": entry.day,
        "due": entry.due,
        "added": entry.added,
        "shown": kept,
    }
