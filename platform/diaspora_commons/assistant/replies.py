"""Replies that several turns need: an answer, choices, what search finds, the text for somebody in danger."""

from diaspora_commons.kernel.languages import _, speaking
from diaspora_commons.search import engine
from diaspora_commons.search.finding import Hit
from diaspora_commons.search.query import parse

from . import safety
from .desk import Desk
from .ruleset import Look, offered
from .state import Option, PageLink, Reply, State

FALLBACK = ("assistant-capabilities", "search-resources", "contact-team")
"""Offered when nothing was asked."""
RESULTS = 5
LOOKED_AT = 12
"""Search may bring the same help in several languages; some are needed to have enough of the others."""


def answer(desk: Desk, state: State, slug: str, language: str, look: Look | None = None) -> Reply | None:
    """The reviewed answer; None when it may not be shown."""
    text = desk.text(slug, language)
    if text is None:
        return None
    reply = Reply("answer", text.language, intent=text.faq.intent, flow=state.flow, faq=slug)
    reply.slots = dict(state.slots) if state.flow else {"language": language}
    if look is not None:
        reply.confidence, reply.rule = look.confidence, look.rule
        reply.words, reply.read_as, reply.near = look.matched, look.read_as, look.near
    if text.language != language:
        with speaking(language):
            reply.said = [_("This answer exists only in English so far.")]
    state.faq = slug
    return reply


def choices(desk: Desk, state: State, slugs: list[str], language: str, look: Look | None = None) -> Reply | None:
    """Up to three questions to choose from."""
    texts = [text for slug in slugs if (text := desk.text(slug, language))]
    if not texts:
        return None
    options = [Option("faq", text.faq.slug, text.question, _phrases(desk, text.faq.slug, language)) for text in texts]
    state.offer(options)
    reply = Reply("offer_choices", language, choices=options, flow=state.flow)
    if look is not None:
        reply.confidence, reply.rule = look.confidence, look.rule
        reply.words, reply.read_as, reply.near = look.matched, look.read_as, look.near
    return reply


def likely(desk: Desk, state: State, look: Look) -> Reply | None:
    """The choices that a question leaves open."""
    slugs = [slug for slug, _sure in look.ranking] if look.rule in ("settled", "phrase") else offered(look)
    return choices(desk, state, slugs[:3], look.language, look)


def results(state: State, question: str, language: str, look: Look | None = None) -> Reply:
    """Nothing is known: what the search finds, and a person."""
    state.missed = question
    state.offered = []
    reply = Reply("show_search_results", language, searched=question, flow=state.flow)
    reply.hits = searched(question, language)
    reply.pages = [PageLink("contact"), PageLink("help"), PageLink("search", {"q": question})]
    if look is not None:
        reply.confidence, reply.rule, reply.words = look.confidence, look.rule, look.matched
    return reply


def danger(desk: Desk, state: State, language: str) -> Reply:
    """The fixed text, at once, whatever was going on."""
    state.leave()
    state.is_in_danger, state.missed, state.asked = True, "", ""
    reply = answer(desk, state, safety.SLUG, language)
    if reply is None:
        reply = Reply("answer", language, said=[_("If somebody is in danger now, call the local emergency number.")])
    reply.action, reply.rule, reply.intent = "show_safety", "safety", desk.intent(safety.SLUG)
    reply.slots = {}
    return reply


def after_danger(state: State, language: str) -> Reply:
    """The way back, without small talk."""
    state.is_in_danger = False
    return Reply(
        "show_safety_end",
        language,
        said=[_("You can go on here whenever you like, or leave this page. Nothing of this was kept.")],
        pages=[PageLink("help")],
    )


def start(desk: Desk, state: State, language: str) -> Reply:
    """Everything is forgotten; where one may begin."""
    log = state.log
    state.leave()
    state.__init__(language=language, log=log)  # type: ignore[misc]
    reply = choices(desk, state, list(FALLBACK), language) or Reply("restart", language)
    reply.action = "restart"
    reply.said = [_("We begin again. What would you like to know?")]
    return reply


def handoff(state: State, language: str) -> Reply:
    """After a second miss: shall a person look at it?"""
    state.ask = "handoff"
    return Reply(
        "offer_handoff",
        language,
        said=[_("I have no better answer. Shall I pass your question on to a person of the team?")],
        choices=_yes_no(state),
        pages=[PageLink("contact")],
    )


def _yes_no(state: State) -> list[Option]:
    options = [Option("text", "yes", _("Yes, please")), Option("text", "no", _("No, thanks"))]
    state.offer(options)
    return options


def _phrases(desk: Desk, slug: str, language: str) -> str:
    """The words by which a choice may be called."""
    return " ".join(desk.rules.words_of(slug, language))


def searched(question: str, language: str) -> list[Hit]:
    """What the product's own search finds; the same page in another language only once."""
    found = engine.find(parse(question), language, per_page=LOOKED_AT)
    once: dict[str, Hit] = {}
    for hit in found.hits:
        if hit.id not in once or hit.language == language:
            once[hit.id] = hit
    return list(once.values())[:RESULTS]
