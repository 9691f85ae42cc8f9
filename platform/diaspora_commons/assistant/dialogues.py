"""Dialogues as a check: what the assistant should do turn by turn, and where it does something else.

`demo/content/dialogues.jsonl` comes with the commons; a line holds a name, the visitor's language, and turns, each
with what is written and what is expected. `given` says what the dialogue takes for granted.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from diaspora_commons.kernel.permissions import Actor

from . import answers
from .desk import Desk, Stage
from .state import Reply, State
from .talk import reply_to

FILE = Path(__file__).resolve().parents[1] / "demo" / "content" / "dialogues.jsonl"
DAY = date(2026, 12, 1)
"""The day on which the dialogues take place."""
Told = Mapping[str, Any]


def written(file: Path = FILE) -> list[dict[str, Any]]:
    """The dialogues of a file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def misses(dialogue: Told, ask: Callable[[str], Told]) -> list[str]:
    """What differs from what is expected, a sentence each; `ask` is one conversation."""
    found = []
    for number, turn in enumerate(dialogue["turns"], 1):
        told = ask(turn["user"])
        found += [f"{dialogue['id']} {number}: {wrong}" for wrong in different(turn["expect"], told)]
    return found


def stage_of(dialogue: Told) -> Stage:
    """What a dialogue takes for granted."""
    given = dialogue.get("given", {})
    return Stage(DAY, frozenset(given.get("full", ())), frozenset(given.get("untranslated", ())))


def check(actor: Actor, rows: Iterable[Told] | None = None) -> list[str]:
    """Go through all dialogues with what this commons knows; answer what differs. Nothing is kept."""
    found = []
    for dialogue in written() if rows is None else rows:
        desk = answers.desk(actor, stage_of(dialogue))
        state = State(language=dialogue["language"])

        def ask(text: str, desk: Desk = desk, state: State = state) -> Told:
            return told(desk, reply_to(desk, state, text))

        found += misses(dialogue, ask)
    return found


def told(desk: Desk, reply: Reply) -> Told:
    """A reply in the words of the dialogues."""
    choices = [{"intent": desk.intent(option.id)} for option in reply.choices if option.kind == "faq"]
    text = desk.text(reply.faq, reply.language) if reply.faq else None
    links = [link.page for link in reply.pages] or ([link.page for link in text.faq.links] if text else [])
    return {
        "action": reply.action,
        "intent": reply.intent,
        "flow": reply.flow,
        "ask": reply.ask,
        "slots": reply.slots,
        "choices": choices,
        "links": [{"page": page} for page in links if desk.has_page(page)],
    }


def different(expected: Told, told: Told) -> Iterable[str]:
    """Where a reply is not what is expected of it."""
    for name in ("action", "intent", "flow", "ask"):
        if name in expected and told.get(name) != expected[name]:
            yield f"{name} is {told.get(name)!r} instead of {expected[name]!r}"
    for name, value in expected.get("slots", {}).items():
        if not same(told.get("slots", {}).get(name), value):
            yield f"{name} is {told.get('slots', {}).get(name)!r} instead of {value!r}"
    if "choices" in expected:
        offered = [choice.get("intent") for choice in told.get("choices", ())]
        if offered != list(expected["choices"]):
            yield f"offers {offered} instead of {expected['choices']}"
    shown = {f"page:{link['page']}" for link in told.get("links", ())}
    missing = set(expected.get("links", ())) - shown
    if missing:
        yield f"does not lead to {sorted(missing)}"


def same(said: object, expected: object) -> bool:
    """The same value; of people's own words, case and punctuation do not matter."""
    if isinstance(said, str) and isinstance(expected, str):
        return re.findall(r"\w+", said.casefold()) == re.findall(r"\w+", expected.casefold())
    return said == expected
