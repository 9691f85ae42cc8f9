"""Publish an initiative, step by step."""

from diaspora_commons.kernel.languages import _, lazy

from ..state import Option, PageLink, Reply, Slots
from ..turn import Turn
from . import Flow

NAME = "publish_wizard"
FAQ = "publish-initiative"
NONE, HAS_ONE = "none", "yes"


def wanted(turn: Turn) -> Slots | None:
    """The answer on publishing an initiative is what fits."""
    return {} if turn.has_answer and turn.look.slug == FAQ else None


def begin(turn: Turn, found: Slots) -> Reply | None:
    state = turn.state
    if turn.desk.text(FAQ, turn.language) is None:
        return None
    state.enter(NAME)
    state.faq = FAQ
    reply = _asks_account(turn) if not turn.desk.actor.is_authenticated else _asks_organisation(turn)
    reply.action, reply.intent, reply.faq = "start_wizard", turn.desk.intent(FAQ), FAQ
    return reply


def go_on(turn: Turn) -> Reply | None:
    """Yes, no, or "go on"."""
    state = turn.state
    said = _yes_or_no(turn)
    if state.ask == "has_account" and said is not None:
        state.slots["has_account"] = said
        return _asks_organisation(turn) if said else _register(turn)
    if state.ask == "organisation" and (answer := _organisation(turn, said)):
        state.slots["organisation"] = answer
        return _add_organisation(turn) if answer == NONE else _write(turn)
    if turn.does("onward", "yes"):
        return _onward(turn)
    return None


def _yes_or_no(turn: Turn) -> bool | None:
    if turn.is_question and not turn.does("yes", "no"):
        return None
    if turn.does("no") or ((option := turn.chosen()) and option.id == "no"):
        return False
    if turn.does("yes", "onward") or ((option := turn.chosen()) and option.id == "yes"):
        return True
    return None


def _organisation(turn: Turn, said: bool | None) -> str:
    if len(turn.words) > 12 or turn.is_question:
        return ""
    if said is False or turn.says("informal"):
        return NONE
    if said:
        return HAS_ONE
    if turn.has_answer or turn.act is not None:
        return ""
    return turn.text[:120] if len(turn.words) <= 8 else ""


def _onward(turn: Turn) -> Reply:
    """From wherever one is to the next step."""
    if turn.state.slots.get("organisation"):
        return _write(turn)
    turn.state.slots["has_account"] = True
    return _asks_organisation(turn)


def _step(turn: Turn, action: str, ask: str, said: list[str], *links: PageLink) -> Reply:
    state = turn.state
    state.ask = ask
    reply = Reply(action, turn.language, flow=NAME, slots=dict(state.slots), ask=ask, said=said, pages=list(links))
    state.offered = []
    if ask in ("has_account", "organisation"):
        state.offer([Option("text", "yes", _("Yes")), Option("text", "no", _("No"))])
        reply.choices = state.options
    return reply


def _asks_account(turn: Turn) -> Reply:
    return _step(
        turn, "ask_slot", "has_account", [_("I will take you there step by step. Do you have an account here?")]
    )


def _register(turn: Turn) -> Reply:
    said = [_("First create an account: it is free and takes two minutes. Then come back and say “go on”.")]
    return _step(turn, "wizard_step", "next", said, PageLink("register"))


def _asks_organisation(turn: Turn) -> Reply:
    said = [_("An initiative is published in the name of an organisation. Is yours listed here already?")]
    return _step(turn, "ask_slot", "organisation", said)


def _add_organisation(turn: Turn) -> Reply:
    said = [_("Add it first. Informal groups are welcome: a name and a sentence are enough. Then say “go on”.")]
    return _step(turn, "wizard_step", "next", said, PageLink("organisations"))


def _write(turn: Turn) -> Reply:
    said = [_("Now write it: a title is enough to save a draft. When it is complete, hand it in for review.")]
    return _step(turn, "wizard_step", "", said, PageLink("initiative-new"))


PUBLISH = Flow(NAME, lazy("Publishing an initiative"), wanted, begin, go_on)
