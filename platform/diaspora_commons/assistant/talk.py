"""One turn of a conversation: from a message and a state to a reply and the next state. Deterministic, and without
writing anything: whoever keeps the conversation does that.

The order: danger, acts, the running flow, what was offered, flows that a message begins, reviewed answers with what was
spoken of, choices, the product's own search, a person.
"""

from diaspora_commons.kernel.languages import LANGUAGES, _, speaking

from . import context, replies, safety, standings
from .acts import FAQS
from .desk import Desk
from .flows import Flow, certificates, courses, enrolling, partners, publishing, tickets
from .language import language_of
from .ruleset import Band
from .state import PageLink, Reply, State
from .turn import Turn

STARTERS = (
    tickets.TEAM, certificates.VERIFY, enrolling.ENROL, courses.FIND, partners.FIND, tickets.REPORT,
    publishing.PUBLISH,
)  # fmt: skip
"""Flows that a message may begin, the more particular first."""
FLOWS: dict[str, Flow] = {flow.name: flow for flow in (*STARTERS, partners.ASK)}
STEPS = 8
SURE_AGAIN = 0.8
"""After the text on danger, only a clear question about something else is taken for one."""
SEARCHED = ("show_search_results", "no_results")
ENDS = ("yes", "no", "thanks", "goodbye", "cancel", "onward", "none", "restart")


def reply_to(desk: Desk, state: State, text: str) -> Reply:
    """The reply to a message; the state is changed to what it is afterwards."""
    language = language_of(text, state.language, desk.rules.languages)
    turn = Turn(desk, state, text, language)
    if turn.act and turn.act.language != language and not state.ask:
        turn.language = turn.act.language
    with speaking(turn.language):
        before = (dict(state.slots), state.ask, state.flow)
        reply = _reply(turn)
        if state.flow == before[2] and state.ask != before[1] and before[1]:
            state.steps = [*state.steps, [before[0], before[1]]][-STEPS:]
        _remember(turn, reply)
    return reply


def opinion_of(desk: Desk, state: State, is_helpful: bool) -> Reply:
    """The reply to whoever says, by a button, whether the last answer helped."""
    turn = Turn(desk, state, "", state.language)
    with speaking(state.language):
        reply = _opinion(turn, is_helpful)
    state.last = reply.action
    return reply


def _remember(turn: Turn, reply: Reply) -> None:
    state = turn.state
    state.last = reply.action
    if reply.action != "show_safety" and turn.language in LANGUAGES:
        state.language = turn.language
    if reply.ask and reply.said:
        state.question = reply.said[-1]
    is_about = reply.action in ("answer", "offer_choices", "show_search_results") and turn.act is None
    if is_about and turn.words:
        state.asked = turn.text if not turn.state.offered or reply.action != "answer" else state.asked or turn.text


def _reply(turn: Turn) -> Reply:
    desk, state = turn.desk, turn.state
    if safety.is_alarming(turn.text) and desk.rules.guards:
        return replies.danger(desk, state, turn.language)
    if state.is_in_danger:
        if turn.does(*ENDS):
            return replies.after_danger(state, turn.language)
        if not (turn.has_answer and turn.look.confidence >= SURE_AGAIN) and not turn.act:
            return replies.danger(desk, state, turn.language)
        state.is_in_danger = False
    if not turn.words:
        return _nothing_said(turn)
    return _acted(turn) or _in_flow(turn) or _chosen(turn) or _reacted(turn) or _begun(turn) or _answered(turn)


def _nothing_said(turn: Turn) -> Reply:
    """Question marks, smileys, nothing at all."""
    found = replies.choices(turn.desk, turn.state, list(replies.FALLBACK), turn.language)
    reply = found or Reply("offer_choices", turn.language)
    reply.said = [_("Write your question in a few words, or choose one of these.")]
    return reply


def _acted(turn: Turn) -> Reply | None:
    """Acts that mean the same wherever one is."""
    desk, state, act = turn.desk, turn.state, turn.act
    if act is None:
        return None
    if act.name == "restart":
        return replies.start(desk, state, turn.language)
    if act.name == "language" and state.flow != courses.NAME:
        return _other_language(turn, act.wished)
    if act.name == "human" and not (state.flow == tickets.CONTACT and state.ask):
        return _person(turn)
    if act.name == "repeat":
        return _again(turn, turn.language)
    return None


def _other_language(turn: Turn, wished: str) -> Reply:
    turn.language = wished
    with speaking(wished):
        return _again(turn, wished)


def _again(turn: Turn, language: str) -> Reply:
    """What was said last, once more, perhaps in another language."""
    desk, state = turn.desk, turn.state
    if state.ask and state.flow:
        reply = Reply("ask_slot", language, flow=state.flow, slots=dict(state.slots), ask=state.ask)
        reply.said, reply.choices = [state.question], state.options
        return reply
    again = replies.answer(desk, state, state.faq, language) if state.faq else None
    if again is not None:
        return again
    return Reply("answer", language, said=[_("From now on I answer in this language.")], slots={"language": language})


def _person(turn: Turn) -> Reply:
    """Hand over, with the question that found no answer if there is one."""
    state = turn.state
    message = state.missed if state.last in (*SEARCHED[:1], "offer_handoff", "record_feedback") else ""
    found = {"message": message} if message else {}
    reply = tickets.TEAM.begin(turn, found)
    assert reply
    state.missed = ""
    return reply


def _in_flow(turn: Turn) -> Reply | None:
    """The next step of the running flow, unless the message is about something else."""
    state = turn.state
    if not state.flow:
        return None
    if turn.does("cancel"):
        return _cancelled(turn)
    if turn.does("back") and state.steps:
        slots, ask = state.steps.pop()
        state.slots, state.ask = slots, ""
        return _step_again(turn, ask)
    reply = FLOWS[state.flow].go_on(turn)
    if reply is None and turn.does("no") and not state.ask:
        return _cancelled(turn)
    return reply


def _cancelled(turn: Turn) -> Reply:
    reply = Reply("cancel_flow", turn.language, flow=turn.state.flow)
    reply.said = [_("Stopped; nothing was sent or changed. What else would you like to know?")]
    turn.state.leave()
    return reply


def _step_again(turn: Turn, ask: str) -> Reply:
    """The question before; its answer is asked for anew."""
    state = turn.state
    state.slots = {name: value for name, value in state.slots.items() if name != ask}
    again = FLOWS[state.flow].begin(turn, state.slots)
    return again or _cancelled(turn)


def _chosen(turn: Turn) -> Reply | None:
    """One of the questions that were offered."""
    option = turn.chosen() if not (turn.is_phrase or turn.act) else None
    if option is None or option.kind != "faq":
        return None
    turn.state.offered = []
    turn.state.asked = option.label
    return _about(turn, option.id)


def _about(turn: Turn, slug: str) -> Reply | None:
    """The answer, or the flow that it begins."""
    if slug == publishing.FAQ and (reply := publishing.PUBLISH.begin(turn, {})):
        return reply
    reply = replies.answer(turn.desk, turn.state, slug, turn.language)
    if reply is not None:
        reply.own = standings.of(turn.desk.actor, slug)
    return reply


def _reacted(turn: Turn) -> Reply | None:
    """What somebody says about the last reply."""
    state, act = turn.state, turn.act
    if act is None:
        return None
    desk = turn.desk
    is_no = (act.name == "no" and not act.rest) or act.name in ("none", "unhelpful")
    if state.ask == "handoff" and act.name in ("yes", "no", "none", "cancel"):
        state.ask, state.offered = "", []
        return _person(turn) if act.name == "yes" else _fine(turn)
    if is_no and state.last in (*SEARCHED, "offer_handoff"):
        return replies.handoff(state, turn.language)
    if is_no and state.last == "offer_choices":
        return replies.results(state, state.asked or turn.text, turn.language)
    if state.last == "answer" and (is_no or act.name == "helpful"):
        return _opinion(turn, act.name == "helpful")
    if act.name == "yes" and state.last in SEARCHED and not act.rest:
        return _person(turn)
    if act.name in FAQS and act.name != "human":
        return replies.answer(desk, state, FAQS[act.name], turn.language)
    if act.name in ("yes", "onward", "cancel", "helpful") and not act.rest:
        return _fine(turn)
    return None


def _fine(turn: Turn) -> Reply:
    return Reply(
        "answer",
        turn.language,
        intent="assistant_thanks",
        flow=turn.state.flow,
        said=[_("All right. Ask whatever else you like.")],
    )


def _opinion(turn: Turn, is_helpful: bool) -> Reply:
    """Whether the last answer helped; when not, what else there is."""
    desk, state = turn.desk, turn.state
    reply = Reply("record_feedback", turn.language, slots={"helpful": is_helpful})
    if is_helpful:
        reply.said = [_("Good to know. Thank you.")]
        return reply
    state.missed = state.asked
    faq = desk.faq(state.faq) if state.faq else None
    near = [other.slug for other in desk.related(faq)] if faq else []
    offered = replies.choices(desk, state, near[:3], turn.language)
    reply.choices = offered.choices if offered else []
    reply.said = [_("I am sorry. Perhaps one of these helps, or the search; or let a person look at it.")]
    reply.pages = [PageLink("search", {"q": state.asked} if state.asked else {}), PageLink("contact")]
    return reply


def _begun(turn: Turn) -> Reply | None:
    """A flow that the message begins; whoever does not want a thing is not led to it."""
    if turn.says("refuse"):
        return None
    for flow in STARTERS:
        found = flow.wanted(turn)
        if found is not None and (reply := flow.begin(turn, found)):
            return reply
    return None


def _answered(turn: Turn) -> Reply:
    """A reviewed answer, choices, or what the search finds; inside a flow, its question again."""
    desk, state, look = turn.desk, turn.state, turn.look
    following = context.followed(state, [slug for slug, _sure in look.ranking[:3]]) if turn.is_follow_up else ""
    if look.band is Band.ANSWER or following:
        faq = desk.faq(state.faq) if state.faq else None
        alone = following or look.slug or ""
        slug = context.meant(state, faq.topic if faq else "", alone, len(turn.words))
        reply = replies.answer(desk, state, slug, look.language, look)
        if reply is not None:
            if state.ask and state.flow:
                reply.said.append(_("And back to where we were: %(question)s", question=state.question))
                reply.choices = state.options
            elif not state.flow:
                state.offered = []
            reply.own = standings.of(desk.actor, slug)
            return reply
    if state.ask and state.flow and not (turn.is_question and look.band is Band.CHOICES):
        again = _again(turn, turn.language)
        again.said = [_("I did not understand that."), *again.said]
        return again
    if look.band is Band.CHOICES and (offered := replies.likely(desk, state, look)):
        return offered
    return replies.results(state, turn.text, turn.language, look)
