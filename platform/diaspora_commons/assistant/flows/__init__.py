"""What can be done in a conversation step by step. Each flow is data and a few small functions; it may be left,
resumed, cancelled and asked a side question at any step, and it ends on the ordinary form, filled in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from diaspora_commons.assistant.state import Reply, Slots
from diaspora_commons.assistant.turn import Turn


@dataclass(frozen=True)
class Flow:
    """How a flow notices that it is wanted, begins, and takes the next message."""

    name: str
    label: Any
    """What it is called when it is resumed or left."""
    wanted: Callable[[Turn], Slots | None]
    """What a message that begins it already says; None when it does not begin it."""
    begin: Callable[[Turn, Slots], Reply | None]
    go_on: Callable[[Turn], Reply | None]
    """The reply to the next message; None when that is about something else."""


def asks(turn: Turn, slot: str, *said: str) -> Reply:
    """The reply that asks for a slot."""
    state = turn.state
    state.ask = slot
    return Reply("ask_slot", turn.language, flow=state.flow, slots=dict(state.slots), ask=slot, said=list(said))


def never(turn: Turn) -> Slots | None:
    """For a flow that only another one leads to."""
    return None
