"""Find a partner by country and sector, and begin the request."""

from diaspora_commons.kernel.languages import _, lazy
from diaspora_commons.kernel.vocabulary import country as country_name
from diaspora_commons.kernel.vocabulary import label, terms

from .. import cues, slots
from ..state import Option, PageLink, Reply, Slots
from ..turn import Turn
from . import Flow, asks, never

NAME, REQUEST = "find_partner", "request_partnership"
LONGEST_WISH = 30


def wanted(turn: Turn) -> Slots | None:
    """Somebody to work with, somewhere or on something; not how partnerships work, nor one's own organisation."""
    if not turn.says("partner") or len(turn.words) > LONGEST_WISH:
        return None
    found = _said(turn)
    looks = turn.says("seek") or turn.says("wish") or cues.begins("partner", turn.folded, turn.language)
    is_other = turn.says("own") or cues.begins("define", turn.folded, turn.language)
    if not looks or is_other or turn.says("course"):
        return None
    if found.get("country"):
        return found
    if turn.is_phrase or (turn.is_question and not found):
        return None
    known = found.get("sector") and slots.sector(turn.text, turn.language, turn.is_known)
    if known and not known.known and not turn.says("wish") and not turn.says("seek"):
        return None
    return found


def _said(turn: Turn) -> Slots:
    found: Slots = {}
    if code := slots.country(turn.text, turn.language, turn.is_known):
        found["country"] = code
    if about := slots.sector(turn.text, turn.language, turn.is_known):
        found["sector"] = about.said
    return found


def begin(turn: Turn, found: Slots) -> Reply | None:
    turn.state.enter(NAME, **found)
    return _next(turn)


def go_on(turn: Turn) -> Reply | None:
    """A country, a sector, one of those shown, or something else."""
    state = turn.state
    if state.ask == "" and (option := turn.chosen()) and option.kind == "partner":
        return request(turn, option)
    if turn.is_phrase or (turn.is_question and turn.has_answer and not _short_change(turn)):
        return None
    found = _said(turn)
    if not state.ask and not _short_change(turn):
        return None
    if (state.ask == "sector" and turn.does("no", "none", "onward")) or _is_any(turn):
        found.setdefault("sector", "")
    if "country" in found and not state.ask:
        found = {"country": found["country"]} | ({"sector": found["sector"]} if _has_sector(turn) else {})
    if not found or (state.ask == "country" and "country" not in found):
        return None
    state.slots = {**state.slots, **found}
    return _next(turn)


def _short_change(turn: Turn) -> bool:
    """`And in Uganda?`"""
    is_short = len(turn.words) <= 6
    return is_short and bool(slots.country(turn.text, turn.language, turn.is_known) or _has_sector(turn))


def _has_sector(turn: Turn) -> bool:
    about = slots.sector(turn.text, turn.language, turn.is_known)
    return about is not None and bool(about.known)


def _is_any(turn: Turn) -> bool:
    return turn.state.ask == "sector" and len(turn.words) <= 5 and cues.says("next", turn.folded, turn.language)


def _next(turn: Turn) -> Reply:
    """Ask for what is missing, or show whom we know."""
    said = turn.state.slots
    turn.state.offered = []
    if not said.get("country"):
        return asks(turn, "country", _("In which country should the partner be, or work?"))
    if "sector" not in said:
        where = country_name(said["country"])
        return asks(turn, "sector", _("What should the partner in %(country)s work on?", country=where))
    turn.state.ask = ""
    return _shown(turn)


def _shown(turn: Turn) -> Reply:
    state, said = turn.state, turn.state.slots
    sector, beyond = _sector_and_words(said["sector"], turn.language)
    found = turn.desk.partners(said["country"], sector, beyond, turn.language)
    where, what = country_name(said["country"]), label("sectors", said["sector"])
    links = [PageLink("partnerships")]
    if sector:
        links = [PageLink("organisations", {"active": said["country"], "sector": sector}), *links]
    if not found:
        return _nobody(turn, sector, where, what)
    state.offer([Option("partner", thing.path, thing.title) for thing in found])
    sentence = (
        _(
            "These work in or with %(country)s on “%(sector)s”. Choose one to begin a request.",
            country=where,
            sector=what,
        )
        if said["sector"]
        else _("These work in or with %(country)s. Choose one to begin a request.", country=where)
    )
    reply = Reply("show_partners", turn.language, intent="find_partner", flow=state.flow, slots=dict(said))
    reply.said, reply.things, reply.choices, reply.pages = [sentence], found, state.options, links
    return reply


def _sector_and_words(said: str, language: str) -> tuple[str, str]:
    """The sector that we know in what was said, and the words that must be met beyond it."""
    if not said or said in terms("sectors"):
        return said, ""
    about = slots.sector(said, language)
    return (about.known if about else ""), said


def _nobody(turn: Turn, sector: str, where: str, what: str) -> Reply:
    """Wider: the same country, or the same sector."""
    state, said = turn.state, dict(turn.state.slots)
    near = [
        Option("text", "any", _("%(country)s, whatever the sector", country=where), said["country"]),
        *([Option("text", "sector", _("%(sector)s, in any country", sector=what))] if sector else []),
    ]
    reply = Reply("no_results", turn.language, intent="find_partner", flow=state.flow, slots=said)
    reply.said = [
        _("We know nobody in %(country)s who works on “%(sector)s”.", country=where, sector=what),
        _("Look more widely, or follow what is new with a feed."),
    ]
    reply.things = turn.desk.partners(said["country"], "")[:3] or turn.desk.partners("", sector)[:3]
    reply.pages = [PageLink("organisations", {"active": said["country"]}, near[0].label)]
    if sector:
        reply.pages.append(PageLink("organisations", {"sector": sector}, near[1].label))
    reply.pages.append(PageLink("feeds"))
    state.missed = turn.text
    return reply


def request(turn: Turn, option: Option) -> Reply:
    """The form of the request, with the partner filled in; the rest is said there."""
    state = turn.state
    kind, slug = option.id.strip("/").split("/")
    state.flow, state.ask, state.offered = REQUEST, "", []
    state.slots = {**state.slots, "partner": slug}
    reply = Reply("start_partnership_request", turn.language, intent="request_partnership", flow=REQUEST)
    reply.slots = dict(state.slots)
    reply.said = [
        _("You would write to “%(name)s”. The form asks for your organisation and a short message.", name=option.label)
    ]
    reply.pages = [PageLink("partnership-new", {kind.removesuffix("s"): slug})]
    if not turn.desk.actor.is_authenticated:
        reply.said.append(_("You need to be signed in to send it."))
    return reply


FIND = Flow(NAME, lazy("Finding a partner"), wanted, begin, go_on)
ASK = Flow(REQUEST, lazy("Asking for a partnership"), never, begin, lambda turn: None)
