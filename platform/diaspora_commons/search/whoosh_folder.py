"""The folder that holds an index: which subfolder is in use, at which commit, and who may write.

It holds one subfolder per rebuild, and `CURRENT`, which names the one in use and its format. Index files are pickles:
the folder belongs to the server alone, and an index is rebuilt, never restored.
"""

import json
import shutil
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from os import stat  # asked for at each request; Path takes ten times as long
from pathlib import Path
from time import monotonic, sleep, time_ns
from typing import Any
from zlib import crc32

from .indexing import FORMAT

with warnings.catch_warnings():
    # Whoosh 2.7.4 is older than today's Python, which finds fault with its source at the first import.
    warnings.simplefilter("ignore")
    for name in ("whoosh.codec.whoosh3", "whoosh.searching"):
        import_module(name)
    from whoosh import columns, fields, formats, query
    from whoosh.codec.whoosh3 import W3Codec
    from whoosh.filedb.filestore import FileStorage
    from whoosh.util.numeric import byte_to_length, length_to_byte

__all__ = [
    "Files",
    "Folder",
    "IndexAway",
    "IndexBusy",
    "W3Codec",
    "columns",
    "fields",
    "formats",
    "patiently",
    "query",
    "rounded",
]


SUMS = "SUMS"
"""The file that holds the checksums of a commit's files."""


class IndexAway(Exception):  # noqa: N818  a state, in which the database answers
    """There is no index that can be read: it is missing, damaged or of another format."""


class IndexBusy(Exception):  # noqa: N818  a state, too
    """Somebody else is writing; try again later."""


class Folder:
    """What is known of an index folder without opening the index."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pointer = str(path / "CURRENT")
        self.named: tuple[tuple[int, int], str] = ((0, 0), "")
        self.numbered: tuple[str, int, int] = ("", 0, 0)

    def version(self) -> str:
        """Changes whenever the index does; empty when there is none. Two looks at the file system, no more."""
        try:
            name = self.current()
            return f"{name}.{self.generation(name)}"
        except IndexAway:
            return ""

    def current(self) -> str:
        """The subfolder in use."""
        try:
            seen = stat(self.pointer)  # noqa: PTH116
            if self.named[0] != (seen.st_ino, seen.st_mtime_ns):
                told = json.loads(Path(self.pointer).read_text("utf-8"))
                name = str(told["name"]) if told["format"] == FORMAT else ""
                self.named = (seen.st_ino, seen.st_mtime_ns), name
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexAway(repr(error)) from error
        if not self.named[1]:
            raise IndexAway("of another format")
        return self.named[1]

    def generation(self, name: str) -> int:
        """The number of the last commit. The folder's time is coarse, so a recent one is not relied on."""
        try:
            changed = stat(f"{self.path}/{name}").st_mtime_ns  # noqa: PTH116
            if self.numbered[:2] != (name, changed) or time_ns() - changed < 100_000_000:
                number = max(int(file.name[6:-4]) for file in (self.path / name).glob("_MAIN_*.toc"))
                self.numbered = name, changed, number
        except (OSError, ValueError) as error:
            raise IndexAway(repr(error)) from error
        return self.numbered[2]

    def files(self, name: str) -> "Files":
        return Files(self.path / name)

    def use(self, name: str) -> None:
        """Point readers to a subfolder, and sweep the others away; who has them open reads on."""
        beside = self.path / f"CURRENT.{name}"
        beside.write_text(json.dumps({"format": FORMAT, "name": name}), "utf-8")
        beside.replace(self.pointer)
        for old in self.path.iterdir():
            if old.is_dir() and old.name != name:
                shutil.rmtree(old, ignore_errors=True)

    @contextmanager
    def alone(self, patience: float = 3.0) -> Iterator[None]:
        """The folder's one writing lock; the system takes it from the dead."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path.chmod(0o700)
        lock = FileStorage(str(self.path)).lock("WRITING")
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

    def __init__(self, path: Path) -> None:
        super().__init__(str(path), supports_mmap=False)
        self.opened: list[Any] = []

    def open_file(self, name: str, **more: Any) -> Any:
        file = super().open_file(name, **more)
        self.opened.append(file)
        return file

    def seal(self) -> None:
        """Write down the checksums of what a commit has made; by the one who writes."""
        try:
            known = self.sums()
        except IndexAway:
            known = {}
        there = [file.name for file in Path(self.folder).iterdir() if file.suffix in (".seg", ".toc")]
        sums = {name: known[name] if name in known else self.sum_of(name) for name in sorted(there)}
        beside = Path(self.folder) / f"{SUMS}.new"
        beside.write_text(json.dumps(sums), "utf-8")
        beside.replace(Path(self.folder) / SUMS)

    def check(self, checked: set[str]) -> None:
        """Read every file that is not checked yet, and compare; so a flipped bit is noticed before it is believed."""
        for name, wanted in self.sums().items():
            if name not in checked and (Path(self.folder) / name).exists():
                if self.sum_of(name) != wanted:
                    raise IndexAway(f"{name} is damaged")
                checked.add(name)

    def sums(self) -> dict[str, int]:
        try:
            found = json.loads((Path(self.folder) / SUMS).read_text("utf-8"))
            return {str(name): int(value) for name, value in found.items()}
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise IndexAway(repr(error)) from error

    def sum_of(self, name: str) -> int:
        value = 0
        with (Path(self.folder) / name).open("rb") as file:
            while some := file.read(1 << 20):
                value = crc32(some, value)
        return value

    def close_all(self) -> None:
        for file in self.opened:
            with suppress(Exception):
                file.close()


def rounded(length: int) -> int:
    """A length to within a few per cent, as Whoosh keeps it in one byte: so every engine weighs alike."""
    return int(byte_to_length(length_to_byte(length)))


def patiently(do: Callable[[], Any]) -> Any:
    """Again, when a commit elsewhere took a file away between the naming and the opening."""
    for pause in (0.0, 0.01, 0.05, 0.2):
        try:
            sleep(pause)
            return do()
        except FileNotFoundError:
            continue
    return do()
