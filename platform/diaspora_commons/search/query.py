"""What somebody typed, understood: words, "phrases", -words and `facet:value`. Nothing typed is an error."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from .words import Word, words

MOST_CHARACTERS = 600
MOST_WORDS = 48
"""A sentence is understood to its end: one word more costs little, and the last may be the one that tells."""
LONGEST_VALUE = 120
FACETS = (
    "kind",
    "topic",
    "sector",
    "sdg",
    "gcm",
    "about",
    "heritage",
    "residence",
    "country",
    "language",
    "year",
    "type",
    "publisher",
    "format",
)
"""What a search may be narrowed by."""
QUOTES = str.maketrans(dict.fromkeys("“”„«»″", '"'))
PIECE = re.compile(
    r"""(?P<minus>(?<!\S)-)? (?:(?P<facet>[a-z]{2,12}):(?=[^\s:/]))? (?:"(?P<phrase>[^"]*)"? | (?P<word>[^\s"]+))""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Query:
    """The words to rank by; phrases that must stand in a text; words and phrases that must not; values of facets."""

    text: str
    words: tuple[Word, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    typed: str = ""
    """The text without `facet:value`."""

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.phrases or self.without or self.chosen)

    def narrowed(self, chosen: Mapping[str, Sequence[str]]) -> "Query":
        """The same with further values of facets, as links and forms send them."""
        both = {name: (*self.chosen.get(name, ()), *chosen.get(name, ())) for name in FACETS}
        kept = {
            name: tuple(dict.fromkeys(v[:LONGEST_VALUE] for v in values))[:20]
            for name, values in both.items()
            if values
        }
        return replace(self, chosen=kept)


def parse(text: str) -> Query:
    """Read a search; what is beyond the bounds is left out."""
    text = " ".join(text.replace("\0", " ")[:MOST_CHARACTERS].split())
    wanted: list[Word] = []
    phrases: list[str] = []
    without: list[str] = []
    chosen: dict[str, list[str]] = {}
    typed, room = text, MOST_WORDS
    for piece in PIECE.finditer(text.translate(QUOTES)):
        said = piece["phrase"] if piece["phrase"] is not None else piece["word"]
        facet = piece["facet"]
        if facet in FACETS and not piece["minus"]:
            chosen.setdefault(facet, []).append(proper(facet, said))
            typed = typed.replace(piece[0], "", 1)
            continue
        found = words(text[piece.start() : piece.end()])[:room]
        found = [w._replace(start=w.start + piece.start(), end=w.end + piece.start()) for w in found]
        room -= len(found)
        plain = " ".join(word.plain for word in found)
        if not found:
            continue
        if piece["minus"]:
            without.append(plain)
        else:
            wanted += found
            if piece["phrase"] is not None and len(found) > 1:
                phrases.append(plain)
    query = Query(text, tuple(wanted), tuple(phrases), tuple(without), typed=" ".join(typed.split()))
    return query.narrowed(chosen)


def proper(facet: str, value: str) -> str:
    """Codes of countries are written in capitals, names of publishers as they are, all else in small letters."""
    if facet == "publisher":
        return value
    return value.upper() if facet in {"about", "heritage", "residence", "country"} else value.lower()
