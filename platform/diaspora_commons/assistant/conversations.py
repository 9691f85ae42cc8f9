"""Keeping a conversation from one message to the next: masked, nobody's, and for half an hour of silence at most.

What is said is thought out before the write lock is taken, and kept under it; of two messages that meet, the second
is thought out again from where the first left off.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, select

from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.languages import _, speaking
from diaspora_commons.kernel.permissions import Actor
from diaspora_commons.kernel.settings import settings

from . import actions, answers, safety
from .desk import Desk
from .flows.tickets import PROBLEM, SENDS
from .masking import masked
from .models import Asked, Conversation, Opinion, Outcome, Ticket
from .state import Reply, State
from .talk import opinion_of, reply_to

SILENCE = timedelta(minutes=30)
MOST_TURNS = 60
"""So many turns of a transcript are kept; older ones go."""
OUTCOMES = {
    "show_search_results": Outcome.MISS,
    "no_results": Outcome.MISS,
    "show_safety": Outcome.SAFETY,
}


@dataclass
class Thought:
    """A message, the reply to it, and where the conversation then stands; `turns` is where it stood."""

    text: str
    reply: Reply
    state: State
    turns: int


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def find(token: str) -> Conversation | None:
    """The conversation that a token leads to, while it lasts."""
    if not token:
        return None
    live = select(Conversation).where(
        Conversation.token_hash == hash_of(token), Conversation.touched_at > now() - SILENCE
    )
    return db.scalar(live)


def think(desk: Desk, token: str, text: str, language: str, before: str = "", helpful: str = "") -> Thought:
    """What is said to a message. Reads only. `before` is a question that was asked by itself, and is taken up;
    `helpful` says, instead of a text, whether the last answer was (yes or no)."""
    found = find(token)
    state = State.of(found.state) if found else State(language=language)
    if found is None and before:
        reply = reply_to(desk, state, before)
        note(state, before, reply)
    text = text[: answers.LONGEST_QUESTION * 4]
    reply = opinion_of(desk, state, helpful == "yes") if helpful else reply_to(desk, state, text)
    return Thought(text, reply, state, found.turns if found else 0)


def is_as_it_was(token: str, thought: Thought) -> bool:
    """Has nothing been said in the conversation since?"""
    found = find(token)
    return (found.turns if found else 0) == thought.turns


def keep(actor: Actor, token: str, thought: Thought) -> str:
    """Keep what was thought, send what is to be sent; answer the token, a new one when there was none."""
    found = find(token)
    if found is None:
        token = secrets.token_urlsafe(24)
        found = Conversation(token_hash=hash_of(token), state={}, turns=0)
        db.add(found)
    reply, state = thought.reply, thought.state
    if reply.action == SENDS:
        _hand_over(actor, reply, state)
    _keep_question(thought)
    note(state, thought.text, reply)
    found.turns += 1
    found.touched_at = now()
    found.state = _masked(state.kept())
    db.flush()
    return token


def note(state: State, text: str, reply: Reply) -> None:
    """Put a message and its reply into the transcript; of somebody in danger, nothing that they wrote."""
    said = "" if reply.action in ("show_safety", "show_safety_end") else masked(text)
    state.log = [*state.log, {"you": said, "we": reply.kept()}][-MOST_TURNS:]


def _masked(kept: dict[str, Any]) -> dict[str, Any]:
    """Everything that a visitor wrote, masked; the address for the answer stays until it is used."""
    kept["slots"] = {
        name: masked(value) if isinstance(value, str) and name != "reply_address" else value
        for name, value in kept["slots"].items()
    }
    for name in ("asked", "missed"):
        kept[name] = masked(kept[name])
    for turn in kept["log"]:
        if "said" in turn["we"]:
            turn["we"]["said"] = [masked(sentence) for sentence in turn["we"]["said"]]
        if "searched" in turn["we"]:
            turn["we"]["searched"] = masked(turn["we"]["searched"])
    return kept


def _hand_over(actor: Actor, reply: Reply, state: State) -> None:
    slots = reply.slots
    ticket = actions.hand_over(
        actor,
        kind="problem" if reply.flow == PROBLEM else "question",
        language=reply.language,
        text=str(slots.get("problem") or slots.get("message") or ""),
        page=str(slots.get("page") or ""),
        reply_address=slots.get("reply_address"),
        transcript=transcript(state),
    )
    reply.slots["ticket"] = ticket.reference
    with speaking(reply.language):
        reply.said = [_("Sent. Its number is %(number)s.", number=ticket.reference)]
        if ticket.reply_address:
            reply.said.append(_("The team answers to your address, usually within seven days."))
        else:
            reply.said.append(
                _("The team reads it, usually within seven days. Without an address it cannot answer you.")
            )


def transcript(state: State) -> list[str]:
    """The conversation as lines of text, as the visitor has seen it."""
    lines = []
    for turn in state.log:
        if turn["you"]:
            lines.append(f"> {turn['you']}")
        we = turn["we"]
        lines += [str(sentence) for sentence in we.get("said", ())]
        if we.get("faq"):
            lines.append(f"[{we['faq']}]")
        lines += [f"- {thing['title']}" for thing in (*we.get("things", ()), *we.get("results", ()))]
        lines += [f"- {choice['label']}" for choice in we.get("choices", ())]
    return lines


def _keep_question(thought: Thought) -> None:
    """Keep a question that found no good answer, for those who write answers; unless the setting says none is kept."""
    reply, state = thought.reply, thought.state
    outcome, text = OUTCOMES.get(reply.action), thought.text
    if reply.action == "record_feedback" and state.faq:
        db.add(Opinion(slug=state.faq, language=reply.language, is_helpful=bool(reply.slots["helpful"])))
        if not reply.slots["helpful"]:
            outcome, text = Outcome.UNHELPFUL, state.asked
    if outcome is None or not settings().keep_questions_days:
        return
    is_danger = outcome is Outcome.SAFETY
    slug = safety.SLUG if is_danger else state.faq if outcome is Outcome.UNHELPFUL else ""
    db.add(
        Asked(
            language=reply.language, outcome=outcome, text="" if is_danger else masked(text), slug=slug,
            confidence=reply.confidence if outcome is Outcome.MISS else 0.0,
        )
    )  # fmt: skip


def erase(token: str) -> None:
    """Forget a conversation at once."""
    db.execute(delete(Conversation).where(Conversation.token_hash == hash_of(token)))


def forget_old() -> None:
    """Drop what is kept for a time only; part of the hourly tidying."""
    db.execute(delete(Conversation).where(Conversation.touched_at < now() - SILENCE))
    db.execute(delete(Asked).where(Asked.at < now() - timedelta(days=settings().keep_questions_days)))
    db.execute(delete(Ticket).where(Ticket.made_at < now() - timedelta(days=settings().keep_tickets_days)))
