"""The index in a folder, kept by Whoosh: written by one process at a time, read by many.

Only what Whoosh 2.7.4, whoosh-reloaded and whoosh3 do alike is used; above all never `Searcher.refresh()`, `reader(reuse=)`,
`BufferedWriter`, `AsyncWriter` or `RamStorage`, which show deleted or foreign documents in one or another of them. Index
files are pickles: the folder belongs to the server alone, and an index is rebuilt, never restored.

The folder holds one subfolder per rebuild, and `CURRENT`, which names the one in use and its format.
"""

import json
import shutil
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from threading import Lock
from time import monotonic, sleep, time_ns
from typing import Any

from .documents import Document
from .indexing import FORMAT, Entry, entries
from .postings import Snapshot

with warnings.catch_warnings():
    # Whoosh 2.7.4 is older than today's Python, which finds fault with its source at the first import.
    warnings.simplefilter("ignore")
    import whoosh.codec.whoosh3
    import whoosh.searching  # noqa: F401
    from whoosh import columns, fields
    from whoosh.filedb.filestore import FileStorage

SCHEMA = fields.Schema(
    key=fields.ID(unique=True, stored=True),
    all=fields.TEXT(phrase=False),
    exact=fields.TEXT(phrase=False),
    ideas=fields.TEXT(phrase=False),
    labels=fields.TEXT(phrase=False),
    facets=fields.KEYWORD(),
    flat=fields.COLUMN(columns.VarBytesColumn()),
    day=fields.COLUMN(columns.NumericColumn("i")),
    shown=fields.STORED,
)
REST = 2.0
"""Seconds before an index that could not be opened is tried again; opening a damaged one is slow."""
Progress = Callable[[int], None]


class IndexAway(Exception):
    """There is no index that can be read: it is missing, damaged or of another format."""


class IndexBusy(Exception):
    """Somebody else is writing; try again later."""


class WhooshEngine:
    """Reads and writes one index folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.swap = Lock()
        self.snapshot: Snapshot | None = None
        self.mark = ""
        self.readers: dict[int, int] = {}
        self.broken = "", 0.0
        self.named: tuple[tuple[int, int], str] = ((0, 0), "")
        self.numbered: tuple[str, int, int] = ("", 0, 0)

    # Reading

    def version(self) -> str:
        """Changes whenever the index does; empty when there is none. Two looks at the file system, no more."""
        try:
            name = self.current()
            return f"{name}.{self.generation(name)}"
        except IndexAway:
            return ""

    def current(self) -> str:
        """The subfolder in use."""
        file = self.folder / "CURRENT"
        try:
            seen = file.stat()
            if self.named[0] != (seen.st_ino, seen.st_mtime_ns):
                told = json.loads(file.read_text("utf-8"))
                name = str(told["name"]) if told["format"] == FORMAT else ""
                self.named = (seen.st_ino, seen.st_mtime_ns), name
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexAway(repr(error)) from error
        if not self.named[1]:
            raise IndexAway("of another format")
        return self.named[1]

    def generation(self, name: str) -> int:
        """The number of the last commit. The folder's time is coarse, so a recent one is not relied on."""
        folder = self.folder / name
        try:
            changed = folder.stat().st_mtime_ns
            if self.numbered[:2] != (name, changed) or time_ns() - changed < 100_000_000:
                self.numbered = name, changed, generation(folder)
        except (OSError, ValueError) as error:
            raise IndexAway(repr(error)) from error
        return self.numbered[2]

    @contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """The newest generation, for as long as the reader needs it. Whatever goes wrong inside is `IndexAway`."""
        snapshot = self.enter()
        try:
            with snapshot.lock:
                yield snapshot
        except Exception as error:  # damaged files raise ten kinds of exceptions, and any of them means the same
            self.forget(snapshot)
            raise IndexAway(repr(error)) from error
        finally:
            self.leave(snapshot)

    def enter(self) -> Snapshot:
        mark = self.version()
        if not mark:
            raise IndexAway("no index")
        with self.swap:
            old = self.snapshot
            if old is None or mark != self.mark:
                self.snapshot, self.mark = self.open(mark, old), mark
                if old is not None and not self.readers.get(id(old)):
                    old.close()
            current = self.snapshot
            assert current is not None
            self.readers[id(current)] = self.readers.get(id(current), 0) + 1
            return current

    def leave(self, snapshot: Snapshot) -> None:
        with self.swap:
            left = self.readers.pop(id(snapshot)) - 1
            if left:
                self.readers[id(snapshot)] = left
            elif snapshot is not self.snapshot:
                snapshot.close()

    def close(self) -> None:
        """Let the files go, once the last reader has left."""
        with self.swap:
            old, self.snapshot = self.snapshot, None
            if old is not None and not self.readers.get(id(old)):
                old.close()

    def forget(self, snapshot: Snapshot) -> None:
        with self.swap:
            if self.snapshot is snapshot:
                self.snapshot = None

    def open(self, mark: str, before: Snapshot | None) -> Snapshot:
        if self.broken[0] == mark and monotonic() < self.broken[1]:
            raise IndexAway("it could not be opened a moment ago")
        files = Files(self.folder / mark.partition(".")[0])
        try:
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

    # Writing

    def write(self, documents: Iterable[Document], gone: Iterable[str]) -> None:
        """Put these in, and take those keys out, in one commit."""
        with self.alone():
            self.commit(Files(self.folder / self.current()).open_index(), documents, gone)

    def rebuild(self, documents: Iterable[Document], progress: Progress = lambda done: None) -> int:
        """Make a new index beside the one in use, then use it. Answers how many documents it holds."""
        with self.alone():
            name = token_hex(6)
            (self.folder / name).mkdir(mode=0o700)
            try:
                total = self.fill(Files(self.folder / name).create_index(SCHEMA), documents, progress)
            except BaseException:
                shutil.rmtree(self.folder / name, ignore_errors=True)
                raise
            self.use(name)
        return total

    def fill(self, index: Any, documents: Iterable[Document], progress: Progress) -> int:
        total = 0
        writer = index.writer(limitmb=64)
        try:
            for entry in entries(documents):
                writer.add_document(**row(entry))
                total += 1
                progress(total)
            writer.commit(optimize=True)
        except BaseException:
            with suppress(Exception):
                writer.cancel()
            raise
        return total

    def commit(self, index: Any, documents: Iterable[Document], gone: Iterable[str]) -> None:
        writer = patiently(index.writer)
        try:
            for key in gone:
                writer.delete_by_term("key", key)
            for entry in entries(documents):
                writer.update_document(**row(entry))
            writer.commit()
        except BaseException:
            with suppress(Exception):  # a failed commit keeps Whoosh's own lock until it is cancelled
                writer.cancel()
            raise

    def use(self, name: str) -> None:
        """Point readers to a subfolder, and sweep the others away once nobody can be opening them."""
        beside = self.folder / f"CURRENT.{name}"
        beside.write_text(json.dumps({"format": FORMAT, "name": name}), "utf-8")
        beside.replace(self.folder / "CURRENT")
        for old in self.folder.iterdir():
            if old.is_dir() and old.name != name:
                shutil.rmtree(old, ignore_errors=True)

    @contextmanager
    def alone(self, patience: float = 3.0) -> Iterator[None]:
        """The folder's one writing lock; the system takes it from the dead."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        lock = FileStorage(str(self.folder)).lock("WRITING")
        until = monotonic() + patience
        while not lock.acquire():
            if monotonic() > until:
                raise IndexBusy("another process writes the index")
            sleep(0.05)
        try:
            yield
        finally:
            lock.release()


class Files(FileStorage):  # type: ignore[misc]
    """The files of one index. Knows what it opened, because Whoosh leaves open what it finds damaged."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), supports_mmap=False)
        self.opened: list[Any] = []

    def open_file(self, name: str, **more: Any) -> Any:
        file = super().open_file(name, **more)
        self.opened.append(file)
        return file

    def close_all(self) -> None:
        for file in self.opened:
            with suppress(Exception):
                file.close()


def generation(folder: Path) -> int:
    """The highest number of a table of contents."""
    return max(int(file.name[6:-4]) for file in folder.glob("_MAIN_*.toc"))


def patiently(do: Callable[[], Any]) -> Any:
    """Again, when a commit elsewhere took a file away between the naming and the opening."""
    for pause in (0.0, 0.01, 0.05, 0.2):
        try:
            sleep(pause)
            return do()
        except FileNotFoundError:
            continue
    return do()


def row(entry: Entry) -> dict[str, Any]:
    shown = entry.shown
    kept = (shown.kind, shown.id, shown.slug, shown.language, shown.title, shown.summary, shown.body, shown.url,
            shown.date, shown.facets, shown.digest)
    return {"key": entry.key, "all": entry.all, "exact": entry.exact, "ideas": entry.ideas, "labels": entry.labels,
            "facets": entry.facets, "flat": entry.flat.encode(), "day": entry.day, "shown": kept}
