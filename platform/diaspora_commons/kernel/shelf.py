"""Bytes that may be forgotten, in a file without a name.

The machine's own cache of files holds them as long as it has room, for all that runs on it; none of it counts as memory
of ours. The file is filled round and round: what is put down takes the place of the oldest. It is gone when the process
ends, and a process that was forked off begins with an empty shelf of its own.
"""

import os
import tempfile
import weakref
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

Key = tuple[Any, ...]


class Place(NamedTuple):
    """Where something lies."""

    start: int
    length: int

    @property
    def end(self) -> int:
        return self.start + self.length


class Shelf:
    """A shelf for `room` bytes. One thread at a time: whoever has it takes a lock."""

    def __init__(self, folder: Path, room: int) -> None:
        self.folder, self.room = folder, room
        self.owner = 0
        self.file: int | None = None
        self.lying: deque[tuple[Place, Key]] = deque()
        self.at = 0

    def is_new(self) -> bool:
        """Whether nothing can lie here yet; true once in each process."""
        if self.owner == os.getpid():
            return False
        self.owner, self.file, self.at = os.getpid(), None, 0
        self.lying.clear()
        return True

    def next_place(self, length: int) -> Place:
        """Where something so long will lie."""
        return Place(self.at if self.at + length <= self.room else 0, length)

    def cleared(self, place: Place) -> Iterator[tuple[Place, Key]]:
        """What has to go: the oldest, until nothing lies at this place, nor in an end of the shelf that is left out."""
        if place.start < self.at:
            while self.lying and self.lying[0][0].start >= self.at:
                yield self.lying.popleft()
        while self.lying and place.start <= self.lying[0][0].start < place.end:
            yield self.lying.popleft()

    def put(self, place: Place, key: Key, data: bytes) -> None:
        """Lay it down where the shelf was cleared for it. OSError when the disk takes no more."""
        if self.file is None:
            self.file = nameless(self.folder)
            weakref.finalize(self, os.close, self.file)
        if os.pwrite(self.file, data, place.start) != len(data):
            raise OSError("the disk took a part of it")
        self.lying.append((place, key))
        self.at = place.end

    def get(self, place: Place) -> bytes:
        """What lies there. OSError when it cannot be read."""
        assert self.file is not None
        data = os.pread(self.file, place.length, place.start)
        if len(data) != place.length:
            raise OSError("a part of it is gone")
        return data


def nameless(folder: Path) -> int:
    """A new file that nobody else finds, and that is gone when it is closed."""
    number, name = tempfile.mkstemp(dir=folder)
    Path(name).unlink()
    return number
