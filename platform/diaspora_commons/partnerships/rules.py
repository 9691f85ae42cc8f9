"""Who may see a partnership request, who may do what with it, and the one table of its states."""

from typing import Any

from sqlalchemy import ColumnElement, and_, or_, true

from diaspora_commons.initiatives.models import Initiative
from diaspora_commons.initiatives.models import State as InitiativeState
from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.errors import WrongState
from diaspora_commons.kernel.languages import _, lazy
from diaspora_commons.kernel.permissions import SYSTEM, Actor, rule
from diaspora_commons.kernel.workflow import Transition, Workflow
from diaspora_commons.organisations.models import Organisation
from diaspora_commons.organisations.rules import belongs_to, is_confirmed, member_of, speaks_for

from .models import LIVE, Contact, Partnership, State

WORKFLOW = Workflow(
    "partnership",
    (
        Transition("send", (State.DRAFT,), State.SENT, lazy("Send the request")),
        Transition("ask", LIVE, State.CLARIFYING, lazy("Ask a question")),
        Transition("answer", (State.CLARIFYING,), State.SENT, lazy("Answer")),
        Transition("accept", LIVE, State.ACCEPTED, lazy("Accept")),
        Transition("decline", LIVE, State.DECLINED, lazy("Decline"), True),
        Transition("write", (State.ACCEPTED,), State.ACCEPTED, lazy("Write")),
        Transition(
            "remind", (State.SENT,), State.SENT, lazy("Send the reminder"), while_=lambda p: bool(p.may_be_reminded)
        ),
        Transition("withdraw", LIVE, State.WITHDRAWN, lazy("Withdraw")),
        Transition("expire", LIVE, State.EXPIRED, lazy("Expire"), while_=lambda p: bool(p.is_overdue)),
    ),
    is_private=True,
)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """What one's own organisations send and are sent; a draft is the sender's alone. No moderator sees any of it."""
    if actor is SYSTEM:
        return true()
    mine = member_of(actor)
    received = and_(Partnership.receiver_id.in_(mine), Partnership.state != State.DRAFT)
    return or_(Partnership.sender_id.in_(mine), received)


def sends(actor: Actor, partnership: Partnership) -> bool:
    """Speaks for the side that asks, and does not belong to the other: nobody does business with themselves."""
    return speaks_for(actor, partnership.sender) and not belongs_to(actor, partnership.receiver)


def receives(actor: Actor, partnership: Partnership) -> bool:
    """Speaks for the side that is asked, and does not belong to the other."""
    return speaks_for(actor, partnership.receiver) and not belongs_to(actor, partnership.sender)


def takes_part(actor: Actor, partnership: Partnership) -> bool:
    """Speaks for one of the two sides, and does not belong to the other."""
    return sends(actor, partnership) or receives(actor, partnership)


def side_of(actor: Actor, partnership: Partnership) -> Organisation:
    """The side that the actor belongs to; whether the actor may speak for it is for the rules above to say."""
    return partnership.sender if belongs_to(actor, partnership.sender) else partnership.receiver


@rule("partnership.begin")
def begin(actor: Actor, partnership: Partnership) -> bool:
    """Owners and editors of the organisation in whose name it is written."""
    return is_confirmed(actor) and speaks_for(actor, partnership.sender)


@rule("partnership.save")
def save(actor: Actor, partnership: Partnership) -> bool:
    """Owners and editors of the sender."""
    return speaks_for(actor, partnership.sender)


@rule("partnership.discard")
def discard(actor: Actor, partnership: Partnership) -> bool:
    """Owners and editors of the sender."""
    return speaks_for(actor, partnership.sender)


@rule("partnership.send")
def send(actor: Actor, partnership: Partnership) -> bool:
    """Owners and editors of the sender who do not belong to the receiver."""
    return sends(actor, partnership)


@rule("partnership.ask")
def ask(actor: Actor, partnership: Partnership) -> bool:
    """Owners and editors of the receiver who do not belong to the sender."""
    return receives(actor, partnership)


@rule("partnership.answer")
def answer(actor: Actor, partnership: Partnership) -> bool:
    """Owners and editors of the sender who do not belong to the receiver."""
    return sends(actor, partnership)


@rule("partnership.accept")
def accept(actor: Actor, partnership: Partnership) -> bool:
    """Owners and editors of the receiver who do not belong to the sender."""
    return receives(actor, partnership)


@rule("partnership.decline")
def decline(actor: Actor, partnership: Partnership) -> bool:
    """Owners and editors of the receiver who do not belong to the sender."""
    return receives(actor, partnership)


@rule("partnership.write")
def write(actor: Actor, partnership: Partnership) -> bool:
    """Owners and editors of either side who do not belong to the other."""
    return takes_part(actor, partnership)


@rule("partnership.remind")
def remind(actor: Actor, partnership: Partnership) -> bool:
    """Owners and editors of the sender who do not belong to the receiver: once, after 14 days without an answer."""
    return sends(actor, partnership)


@rule("partnership.withdraw")
def withdraw(actor: Actor, partnership: Partnership) -> bool:
    """Owners and editors of the sender."""
    return speaks_for(actor, partnership.sender)


@rule("partnership.expire")
def expire(actor: Actor, partnership: Partnership) -> bool:
    """Nobody: time alone, after 60 days without a word from the side whose turn it is."""
    return False


@rule("partnership.share_contact")
def share_contact(actor: Actor, partnership: Partnership) -> bool:
    """Owners and editors of either side who do not belong to the other; each their own address."""
    return takes_part(actor, partnership)


@rule("partnership.withhold_contact")
def withhold_contact(actor: Actor, contact: Contact) -> bool:
    """Whoever showed it."""
    return actor.id is not None and contact.person_id == actor.id


def refuse_unreachable(actor: Actor, receiver: Organisation, initiative: Initiative | None) -> None:
    """Ask nobody who cannot answer, not oneself, and about nothing that is not there."""
    if belongs_to(actor, receiver):
        raise WrongState(_("You belong to %(name)s yourself. Ask an organisation of others.", name=receiver.name))
    if not receiver.is_published:
        raise WrongState(_("%(name)s is not public at present, so it cannot be asked.", name=receiver.name))
    if not receiver.is_claimed:
        raise WrongState(_("Nobody speaks for %(name)s here, so nobody would read the request.", name=receiver.name))
    if initiative is not None and initiative.state != InitiativeState.PUBLISHED:
        raise WrongState(_("This initiative is not public at present. You can ask its organisation instead."))


def refuse_hidden(ours: Organisation) -> None:
    """Nobody speaks to others in the name of an organisation that is not public."""
    if not ours.is_published:
        raise WrongState(_("%(name)s is not public at present: it can write drafts, but send nothing.", name=ours.name))


def refuse_sent(partnership: Partnership) -> None:
    """What was sent stays as the other side has read it."""
    if partnership.state != State.DRAFT:
        raise WrongState(_("It was sent already. What was sent stays as it is; write the rest on the timeline."))


def missing(partnership: Any) -> list[tuple[str, str]]:
    """What whoever is asked would want to know and does not find yet: (field, sentence). Takes a form's data too."""
    lacks = [
        ("purpose", not partnership.purpose, _("Say in a sentence what the partnership is for.")),
        ("offer", not partnership.offer, _("Say what you offer.")),
        ("need", not partnership.need, _("Say what you need.")),
        ("ends", partnership.ends is not None and partnership.ends < today(), _("The period is over already.")),
    ]
    return [(field, sentence) for field, is_lacking, sentence in lacks if is_lacking]
