"""What people do with partnership requests. What happens is written on the one timeline, and told to the other side."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import func, select

from diaspora_commons.initiatives.models import Initiative
from diaspora_commons.kernel import outbox
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import Invalid, SavedMeanwhile, TooMany, WrongState
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.permissions import SYSTEM, Actor, permit, verb
from diaspora_commons.organisations.models import Organisation

from .models import LIVE, Contact, Kind, Partnership, State, TimelineEntry
from .queries import contact_of, has_shown
from .rules import WORKFLOW, missing, refuse_hidden, refuse_sent, refuse_unreachable, side_of

MOST_A_DAY = 10
"""So many requests an organisation may send in a day."""
MOST_DRAFTS = 30
MOST_WORDS_A_DAY = 20
"""So often one side may speak in one conversation in a day."""
LONGEST_WORDS = 5000
HAPPENS = {
    "send": Kind.SENT, "ask": Kind.QUESTION, "answer": Kind.ANSWER, "write": Kind.MESSAGE, "remind": Kind.REMINDER,
    "accept": Kind.ACCEPTED, "decline": Kind.DECLINED, "withdraw": Kind.WITHDRAWN, "expire": Kind.EXPIRED,
}  # fmt: skip
"""What each verb leaves on the timeline."""


@dataclass(frozen=True)
class Content:
    """What a request says."""

    purpose: str = ""
    offer: str = ""
    need: str = ""
    message: str = ""
    starts: date | None = None
    ends: date | None = None
    countries: list[str] = field(default_factory=list)

    def write_on(self, partnership: Partnership) -> None:
        for name, value in vars(self).items():
            setattr(partnership, name, value)


@verb
def begin(
    actor: Actor, sender: Organisation, receiver: Organisation, initiative: Initiative | None, content: Content
) -> Partnership:
    """Keep a draft; nobody but the sender sees it."""
    partnership = Partnership(sender=sender, receiver=receiver, initiative=initiative, author_id=actor.id)
    permit(actor, "partnership.begin", partnership)
    refuse_unreachable(actor, receiver, initiative)
    drafts = select(func.count()).where(Partnership.sender_id == sender.id, Partnership.state == State.DRAFT)
    if (db.scalar(drafts) or 0) >= MOST_DRAFTS:
        raise WrongState(_("Your organisation has many drafts. Send or discard one of them first."))
    partnership.initiative_title = initiative.title if initiative else ""
    content.write_on(partnership)
    db.add(partnership)
    db.flush()
    return partnership


@verb
def save(actor: Actor, partnership: Partnership, version: str, content: Content) -> None:
    """Keep what was written, unless a colleague has saved since the page was shown."""
    permit(actor, "partnership.save", partnership)
    refuse_sent(partnership)
    if version != partnership.version:
        raise SavedMeanwhile
    content.write_on(partnership)
    partnership.updated_at = now()


@verb
def discard(actor: Actor, partnership: Partnership) -> None:
    """Throw a draft away."""
    permit(actor, "partnership.discard", partnership)
    refuse_sent(partnership)
    db.delete(partnership)
    db.flush()


@verb
def send(actor: Actor, partnership: Partnership) -> None:
    """Ask the other side; from now on both read it, and it waits for an answer."""
    permit(actor, "partnership.send", partnership)
    _hold(partnership.sender)
    refuse_sent(partnership)
    refuse_hidden(partnership.sender)
    refuse_unreachable(actor, partnership.receiver, partnership.initiative)
    for name, sentence in missing(partnership):
        raise Invalid(sentence, name)
    _refuse_second(partnership)
    _refuse_flood(partnership.sender)
    if partnership.initiative:
        partnership.initiative_title = partnership.initiative.title
    partnership.sent_at = now()
    _move(actor, partnership, "send")


@verb
def say(actor: Actor, partnership: Partnership, words: str) -> None:
    """Ask, answer, or write on: which it is follows from who speaks, and from where the request stands."""
    ours = side_of(actor, partnership)
    name = "write" if partnership.state == State.ACCEPTED else "answer" if ours is partnership.sender else "ask"
    permit(actor, f"partnership.{name}", partnership)
    refuse_hidden(ours)
    words = words.strip()
    if not words:
        raise Invalid(_("Write something first."), "words")
    if len(words) > LONGEST_WORDS:
        raise Invalid(_("Keep this below %(max)s characters.", max=LONGEST_WORDS), "words")
    _refuse_chatter(partnership, ours)
    _move(actor, partnership, name, words)


@verb
def accept(actor: Actor, partnership: Partnership, with_contact: bool = False) -> None:
    """Say yes; and, by choice, how to be reached."""
    permit(actor, "partnership.accept", partnership)
    refuse_hidden(partnership.receiver)
    _move(actor, partnership, "accept")
    if with_contact:
        _show_address(actor, partnership)


@verb
def decline(actor: Actor, partnership: Partnership, reason: str) -> None:
    """Say no, and why."""
    WORKFLOW.step(actor, partnership, "decline", reason)
    _note(actor, partnership, HAPPENS["decline"], reason)


@verb
def withdraw(actor: Actor, partnership: Partnership, reason: str = "") -> None:
    """Take it back before anybody has decided; with a reason, or without."""
    WORKFLOW.step(actor, partnership, "withdraw", reason)
    _note(actor, partnership, HAPPENS["withdraw"], reason)


@verb
def remind(actor: Actor, partnership: Partnership) -> None:
    """Knock once more. It does not make the request last longer."""
    permit(actor, "partnership.remind", partnership)
    refuse_hidden(partnership.sender)
    WORKFLOW.step(actor, partnership, "remind")
    partnership.reminded_at = now()
    _note(actor, partnership, HAPPENS["remind"])


@verb
def expire(actor: Actor, partnership: Partnership) -> None:
    """End what nobody has answered in time."""
    WORKFLOW.step(actor, partnership, "expire")
    _note(actor, partnership, HAPPENS["expire"])


@verb
def share_contact(actor: Actor, partnership: Partnership) -> None:
    """Show the other side one's own name and address. Who takes it back and shows it again is told of once."""
    permit(actor, "partnership.share_contact", partnership)
    if partnership.state != State.ACCEPTED:
        raise WrongState(_("Addresses are shared once a request is accepted."))
    if contact_of(actor, partnership) is not None:
        return
    _show_address(actor, partnership)
    if not has_shown(actor, partnership):
        _note(actor, partnership, Kind.CONTACT)
        outbox.post("partnership share_contact", partnership.id)


@verb
def withhold_contact(actor: Actor, contact: Contact) -> None:
    """Take it back: the other side no longer finds the address here."""
    permit(actor, "partnership.withhold_contact", contact)
    db.delete(contact)


def _move(actor: Actor, partnership: Partnership, name: str, words: str = "") -> None:
    """Take the step, and let the time run anew for whoever's turn it is now."""
    WORKFLOW.step(actor, partnership, name)
    if partnership.is_live:
        partnership.waits_since = now()
        outbox.post("partnership due", partnership.id, due=partnership.expires_at)
    _note(actor, partnership, HAPPENS[name], words)


def _note(actor: Actor, partnership: Partnership, kind: Kind, words: str = "") -> None:
    """Write it on the timeline."""
    partnership.updated_at = now()
    ours = None if actor is SYSTEM else side_of(actor, partnership).id
    db.add(
        TimelineEntry(
            partnership_id=partnership.id, kind=kind, organisation_id=ours, person_id=actor.id, words=words.strip()
        )
    )
    db.flush()


def _show_address(actor: Actor, partnership: Partnership) -> None:
    ours = side_of(actor, partnership)
    db.add(Contact(partnership_id=partnership.id, organisation_id=ours.id, person_id=actor.id))
    db.flush()


def _hold(organisation: Organisation) -> None:
    """What one organisation sends is sent one after the other, so that it can be counted and compared."""
    db.execute(select(Organisation.id).where(Organisation.id == organisation.id).with_for_update())


def _refuse_second(partnership: Partnership) -> None:
    """One live request for each sender, receiver and initiative; the database sees to it too."""
    same = (
        Partnership.initiative_id == partnership.initiative_id
        if partnership.initiative_id
        else Partnership.initiative_id.is_(None)
    )
    live = select(Partnership.id).where(
        Partnership.sender_id == partnership.sender_id, Partnership.receiver_id == partnership.receiver_id,
        Partnership.state.in_(LIVE), same,
    )  # fmt: skip
    if db.scalar(live.limit(1)) is not None:
        raise WrongState(_("Your organisation has asked this already, and an answer is still to come."))


def _refuse_flood(sender: Organisation) -> None:
    since = Partnership.sent_at > now() - timedelta(days=1)
    sent = select(func.count()).select_from(Partnership).where(Partnership.sender_id == sender.id, since)
    if (db.scalar(sent) or 0) >= MOST_A_DAY:
        raise TooMany(_("That is enough requests for one day. Keep it as a draft, and send it tomorrow."), 86_400)


def _refuse_chatter(partnership: Partnership, ours: Organisation) -> None:
    spoken = select(func.count()).where(
        TimelineEntry.partnership_id == partnership.id, TimelineEntry.organisation_id == ours.id,
        TimelineEntry.at > now() - timedelta(days=1),
    )  # fmt: skip
    if (db.scalar(spoken) or 0) >= MOST_WORDS_A_DAY:
        raise TooMany(_("That is a lot for one day. Please go on tomorrow, or share an address."), 86_400)
