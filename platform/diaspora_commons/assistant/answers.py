"""From a question to a reply: a reviewed answer, up to three questions to choose from, or what search finds.

Nothing here writes, and no question is kept anywhere.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from diaspora_commons.kernel.permissions import Actor
from diaspora_commons.search import engine
from diaspora_commons.search.finding import Hit
from diaspora_commons.search.query import parse

from . import queries, safety
from .models import Faq, FaqText
from .ruleset import Band, Look, Ruleset, offered

LONGEST_QUESTION = 500
RESULTS = 5
# Search may bring the same help in several languages; some are needed to have enough of the others.
LOOKED_AT = 12


@dataclass(frozen=True)
class Reply:
    """What the assistant says, and why. `kind` is answer, choices, results or safety."""

    kind: str
    language: str
    look: Look
    ruleset: str
    text: FaqText | None = None
    choices: Sequence[FaqText] = ()
    results: Sequence[Hit] = ()

    @property
    def faq(self) -> Faq | None:
        """The FAQ that answers."""
        return self.text.faq if self.text else None


@dataclass(frozen=True)
class _Held:
    version: str
    checksum: str
    ruleset: Ruleset


_held: list[_Held] = []
_building = threading.Lock()


def ruleset() -> tuple[str, Ruleset]:
    """The ruleset in force and its version; built when first asked and again when the FAQs have changed."""
    row = queries.in_force()
    checksum, version = (row.checksum, f"{row.version}-{row.checksum}") if row else ("", "0")
    held = _held[-1] if _held else None
    if held and held.checksum == checksum:
        return version, held.ruleset
    # Whoever comes while it is being built anew is answered by the one before.
    if not _building.acquire(blocking=held is None):
        assert held
        return held.version, held.ruleset
    try:
        if not (_held and _held[-1].checksum == checksum):
            _held[:] = [_Held(version, checksum, Ruleset(queries.documents()))]
        return version, _held[-1].ruleset
    finally:
        _building.release()


def answer(actor: Actor, question: str, page_language: str) -> Reply:
    """The reply to a question asked on a page in this language."""
    version, rules = ruleset()
    look = rules.look(question, page_language)
    if look.band is Band.ANSWER and look.slug:
        shown = queries.those(actor, [look.slug])
        if shown:
            kind = "safety" if look.slug == safety.SLUG else "answer"
            text = shown[0].text(look.language)
            return Reply(kind, text.language, look, version, text)
    if look.band is Band.CHOICES:
        choices = [faq.text(look.language) for faq in queries.those(actor, offered(look))]
        if choices:
            return Reply("choices", look.language, look, version, choices=choices)
    return Reply("results", look.language, look, version, results=searched(question, page_language))


def searched(question: str, language: str) -> list[Hit]:
    """What the product's own search finds; the same page in another language only once."""
    found = engine.find(parse(question), language, per_page=LOOKED_AT)
    once: dict[str, Hit] = {}
    for hit in found.hits:
        if hit.id not in once or hit.language == language:
            once[hit.id] = hit
    return list(once.values())[:RESULTS]
