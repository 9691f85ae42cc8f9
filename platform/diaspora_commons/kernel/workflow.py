"""States and the one table per thing that says how it moves between them.

The table decides what a verb may do, draws the buttons, names the ledger's line and the letter, documents
itself and drives a test of every state, verb and role. A state that follows from the clock is computed, never
stored.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from . import ledger, outbox
from .errors import Invalid, WrongState
from .languages import _
from .permissions import Actor, may, permit

LONGEST_REASON = 2000


@dataclass(frozen=True)
class Transition:
    """One way from some states to another, by a verb that the rule `<kind>.<verb>` allows."""

    verb: str
    sources: tuple[StrEnum, ...]
    target: StrEnum
    label: Any
    reason_required: bool = False
    told: bool = True
    """Whether `<kind> <verb>` is posted to the outbox, for the letters."""
    while_: Callable[[Any], bool] = lambda thing: True
    """What else must hold besides the state: a deadline, a first time."""

    def fits(self, thing: Any) -> bool:
        """Whether the thing, as it is now, can go this way."""
        return thing.state in self.sources and self.while_(thing)


@dataclass(frozen=True)
class Workflow:
    kind: str
    transitions: Sequence[Transition]
    is_private: bool = False
    """Reasons are for the sides alone, or about a person: the ledger, which moderators read and of which nothing can be
    taken away, keeps that it moved, and no word of why."""
    by_verb: dict[str, Transition] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_verb", {t.verb: t for t in self.transitions})

    def allows(self, verb: str, state: StrEnum) -> bool:
        return state in self.by_verb[verb].sources

    def offers(self, actor: Actor, thing: Any) -> list[Transition]:
        """What this actor may do with the thing as it is now: the buttons."""
        return [t for t in self.transitions if t.fits(thing) and may(actor, f"{self.kind}.{t.verb}", thing)]

    def step(self, actor: Actor, thing: Any, verb: str, reason: str | None = None) -> None:
        """Move the thing: ask, check its state, change it, and post what follows."""
        transition = self.by_verb[verb]
        permit(actor, f"{self.kind}.{verb}", thing)
        if not transition.fits(thing):
            raise WrongState(
                _("This is not possible now: it has moved on since the page was shown. Look at it as it is now.")
            )
        reason = (reason or "").strip().replace("\r\n", "\n")
        if transition.reason_required and not reason:
            raise Invalid(_("Say why, in a sentence the other side will read."), "reason")
        if len(reason) > LONGEST_REASON:
            raise Invalid(_("Keep the reason below 2000 characters."), "reason")
        kept = {"reason": reason} if reason and not self.is_private else {}
        ledger.note(**{"from": str(thing.state), "to": str(transition.target), **kept})
        thing.state = transition.target
        if transition.told:
            outbox.post(f"{self.kind} {verb}", thing.id)

    def table(self) -> Iterable[tuple[str, str, str, bool]]:
        """(verb, from, to, needs a reason), for the page in docs/."""
        for t in self.transitions:
            yield t.verb, ", ".join(t.sources), str(t.target), t.reason_required
