"""Check a certificate by its code."""

from diaspora_commons.kernel.languages import _, lazy

from .. import slots
from ..state import PageLink, Reply, Slots
from ..turn import Turn
from . import Flow, asks

NAME = "verify_certificate"


def wanted(turn: Turn) -> Slots | None:
    """Somebody holds a certificate and wants to know whether it is one; not how that works."""
    if not turn.says("certificate") or not turn.says("verify"):
        return None
    code = slots.code(turn.text)
    if not code and (turn.is_phrase or turn.is_question or not turn.says("wish")):
        return None
    return {"code": code} if code else {}


def begin(turn: Turn, found: Slots) -> Reply | None:
    if not turn.desk.has_page("certificate-verify"):
        return None
    turn.state.enter(NAME, **found)
    return _next(turn)


def go_on(turn: Turn) -> Reply | None:
    code = slots.code(turn.text)
    if not code:
        return None
    turn.state.slots["code"] = code
    return _next(turn)


def _next(turn: Turn) -> Reply:
    state = turn.state
    if not state.slots.get("code"):
        reply = asks(
            turn, "code", _("Write the code that stands on the certificate, such as %(code)s.", code="AB12-CD34-EF56")
        )
        reply.intent = "verify_certificate"
        reply.pages = [PageLink("certificate-verify")]
        return reply
    code = state.slots["code"]
    ours = turn.desk.may_be_certificate(code)
    reply = Reply("verify_certificate", turn.language, intent="verify_certificate", flow=NAME, slots=dict(state.slots))
    if ours:
        reply.said = [_("The code is well formed. Its page says whether the certificate is genuine, and still counts.")]
        reply.pages = [PageLink("certificate-verify", {"code": ours}, _("Look up %(code)s", code=ours))]
    else:
        reply.said = [
            _("No certificate with this code was issued here."),
            _("Look whether every letter and digit is right: a code carries a check, so one wrong character shows."),
        ]
        reply.pages = [PageLink("certificate-verify", {"code": code})]
    state.ask = "code"
    return reply


VERIFY = Flow(NAME, lazy("Checking a certificate"), wanted, begin, go_on)
