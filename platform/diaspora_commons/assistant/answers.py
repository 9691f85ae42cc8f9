"""From a question to a reply: a reviewed answer, up to three questions to choose from, or what search finds.

Nothing here writes: a question that is asked by itself is kept nowhere.
"""

import threading
from dataclasses import dataclass

import structlog

from diaspora_commons.kernel.permissions import Actor
from diaspora_commons.kernel.settings import settings

from . import encoder, extras, queries
from .desk import Desk, Stage
from .ruleset import Ruleset
from .state import Reply, State
from .talk import reply_to

log = structlog.get_logger()
LONGEST_QUESTION = 500


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
        return version + held.ruleset.mark, held.ruleset
    # Whoever comes while it is being built anew is answered by the one before.
    if not _building.acquire(blocking=held is None):
        assert held
        return held.version, held.ruleset
    try:
        if not (_held and _held[-1].checksum == checksum):
            made = _made()
            _held[:] = [_Held(version + made.mark, checksum, made)]
        return _held[-1].version, _held[-1].ruleset
    finally:
        _building.release()


def _made() -> Ruleset:
    """Built anew; by words alone, rather than not at all, when what compares meanings is gone since the start."""
    chosen = settings()
    try:
        return extras.ruleset_of(queries.documents(), chosen.assistant_semantic, chosen.meanings_folder)
    except encoder.NotInstalledError as error:
        log.error("assistant", why=str(error))  # noqa: TRY400  the sentence says it all
        return Ruleset(queries.documents())


def desk(actor: Actor, stage: Stage | None = None) -> Desk:
    """What a conversation may look at, with the ruleset in force."""
    version, rules = ruleset()
    return Desk(actor, rules, version, stage)


def answer(actor: Actor, question: str, page_language: str) -> Reply:
    """The reply to a question asked by itself, on a page in this language."""
    return reply_to(desk(actor), State(language=page_language), question)
