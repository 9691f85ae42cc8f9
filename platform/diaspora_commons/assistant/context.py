"""What a question means while something is being spoken of: see `data/follows.tsv`."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from .state import State

FILE = Path(__file__).parent / "data" / "follows.tsv"
SPEAKS_OF = {
    "find_course": "courses",
    "enrol_course": "courses",
    "find_partner": "partnerships",
    "request_partnership": "partnerships",
    "publish_wizard": "initiatives",
}
"""What each flow is about."""
SHORT = 7
"""A longer question says by itself what it is about."""


def meant(state: State, topic: str, slug: str, words: int) -> str:
    """The answer that is meant, when the words alone would get `slug`; `topic` is that of the last answer."""
    if words > SHORT:
        return slug
    for spoken_of in (state.faq, SPEAKS_OF.get(state.flow, topic)):
        if followed := _follows().get((spoken_of, slug)):
            return followed
    return slug


def followed(state: State, slugs: Sequence[str]) -> str:
    """Of several answers that a follow-up may mean, the one that is known to follow the last answer."""
    following = {then for (spoken_of, _alone), then in _follows().items() if spoken_of == state.faq}
    return next((slug for slug in slugs if slug in following), "")


@cache
def _follows() -> dict[tuple[str, str], str]:
    lines = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return {(spoken_of, alone): followed for spoken_of, alone, followed in lines}
