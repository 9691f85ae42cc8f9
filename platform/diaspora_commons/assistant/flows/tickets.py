"""Report a problem, or hand a question to a person: what, an address if one likes, a look at it all; then it goes."""

from diaspora_commons.assistant.acts import does
from diaspora_commons.kernel.languages import _, lazy

from .. import cues, names, slots
from ..state import Option, PageLink, Reply, Slots
from ..turn import Turn
from . import Flow, asks

PROBLEM, CONTACT = "report_problem", "contact_team"
FAQ_PROBLEM = "report-technical-problem"
SENDS = "create_ticket"
LONGEST = 2000


def problem_wanted(turn: Turn) -> Slots | None:
    """Something on the site does not work; not a question where to say so."""
    if (turn.is_phrase and turn.look.slug != FAQ_PROBLEM) or turn.is_question:
        return None
    is_likely = turn.look.slug == FAQ_PROBLEM and turn.look.confidence > 0.3
    is_said = turn.says("broken") and turn.says("site") and not (turn.has_answer and turn.look.slug != FAQ_PROBLEM)
    return {} if is_likely or is_said else None


def begin_problem(turn: Turn, found: Slots) -> Reply | None:
    turn.state.enter(PROBLEM)
    said = slots.page(turn.text, turn.language)
    if said and len(turn.words) > 5:
        turn.state.slots = {"page": said, "problem": turn.text[:LONGEST]}
        reply = _asks_address(turn)
    else:
        turn.state.slots = {"page": said} if said else {}
        reply = asks(turn, "page", _("I am sorry. On which page does it happen, and what do you see there?"))
    reply.intent = turn.desk.intent(FAQ_PROBLEM)
    return reply


def go_on_problem(turn: Turn) -> Reply | None:
    state = turn.state
    if state.ask == "page":
        if _is_side_question(turn):
            return None
        page = slots.page(turn.text, turn.language)
        page = page or state.slots.get("page") or turn.text[:80]
        state.slots |= {"page": page, "problem": _problem(turn)}
        return _asks_address(turn)
    return _address_and_sending(turn)


def _problem(turn: Turn) -> str:
    """The person's own words; a page that is merely blank has a short name."""
    bare = slots.without("page", turn.text, slots.content(turn.text, turn.language, "all"), turn.language)
    rest = [word for word in bare if not cues.says("blank", word, turn.language)]
    if cues.says("blank", turn.folded, turn.language) and len(rest) <= 1:
        return names.said_of("symptom", "blank", turn.language)[0]
    return turn.text[:LONGEST]


def contact_wanted(turn: Turn) -> Slots | None:
    """A person is wished for."""
    return {} if turn.does("human") else None


def begin_contact(turn: Turn, found: Slots) -> Reply | None:
    turn.state.enter(CONTACT, **found)
    if found.get("message"):
        reply = _asks_address(turn)
    else:
        reply = asks(
            turn, "message", _("Gladly. What shall the team know? Write it in your own words, in any language.")
        )
    reply.action, reply.intent = "start_ticket", "contact_team"
    reply.pages = [PageLink("contact")]
    return reply


def go_on_contact(turn: Turn) -> Reply | None:
    state = turn.state
    if state.ask == "message":
        if _is_side_question(turn):
            return None
        state.slots["message"] = turn.text[:LONGEST]
        return _asks_address(turn)
    return _address_and_sending(turn)


def _is_side_question(turn: Turn) -> bool:
    return turn.is_question and turn.has_answer


def _asks_address(turn: Turn) -> Reply:
    return asks(
        turn,
        "reply_address",
        _("Where can the team answer you? Write your e-mail address, or say that you would rather not."),
    )


def _address_and_sending(turn: Turn) -> Reply | None:
    state = turn.state
    if state.ask == "reply_address":
        if address := slots.email(turn.text):
            state.slots["reply_address"] = address
            return _confirm(turn)
        if turn.does("no", "none") or does("anonymous", turn.text, turn.language):
            state.slots["reply_address"] = None
            return _confirm(turn)
        if turn.does("yes"):
            return _asks_address(turn)
        return None
    if state.ask == "confirmation":
        option = turn.chosen()
        if turn.does("yes", "onward") or (option and option.id == "yes"):
            return _send(turn)
        if turn.does("no") or (option and option.id == "no"):
            return _dropped(turn)
        if address := slots.email(turn.text):
            state.slots["reply_address"] = address
            return _confirm(turn)
    return None


def _confirm(turn: Turn) -> Reply:
    """Everything that would be sent, before it is."""
    state = turn.state
    state.ask = "confirmation"
    state.offer([Option("text", "yes", _("Yes, send it")), Option("text", "no", _("No, do not send it"))])
    reply = Reply("confirm_ticket", turn.language, flow=state.flow, slots=dict(state.slots), ask="confirmation")
    words = state.slots.get("problem") or state.slots.get("message") or ""
    reply.said = [_("This would be sent to the team, together with the conversation above:"), f"“{words}”"]
    if address := state.slots.get("reply_address"):
        reply.said.append(_("The answer goes to %(address)s.", address=address))
    else:
        reply.said.append(_("Without an address, nobody can answer you; the team still reads it."))
    reply.said.append(_("Shall I send it?"))
    reply.choices = state.options
    return reply


def _send(turn: Turn) -> Reply:
    """Sent; the one who keeps the conversation makes the ticket, and puts its number in."""
    state = turn.state
    reply = Reply(SENDS, turn.language, flow=state.flow, slots=dict(state.slots))
    state.leave()
    return reply


def _dropped(turn: Turn) -> Reply:
    name = turn.state.flow
    turn.state.leave()
    return Reply("cancel_flow", turn.language, flow=name, said=[_("Nothing was sent.")])


REPORT = Flow(PROBLEM, lazy("Reporting a problem"), problem_wanted, begin_problem, go_on_problem)
TEAM = Flow(CONTACT, lazy("A message to the team"), contact_wanted, begin_contact, go_on_contact)
