"""Who may see an initiative, who may do what with it, and the one table of its states."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select, true

from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import WrongState
from diaspora_commons.kernel.languages import _, lazy
from diaspora_commons.kernel.permissions import SYSTEM, Actor, rule
from diaspora_commons.kernel.workflow import Transition, Workflow
from diaspora_commons.organisations.models import Organisation
from diaspora_commons.organisations.rules import belongs_to, member_of, speaks_for
from diaspora_commons.organisations.rules import public as organisations_public

from .models import SUMMARY, Initiative, State

UNDECIDED = (State.SUBMITTED, State.CHANGES_REQUESTED, State.APPEALED)
AT_REST = (State.DRAFT, State.CHANGES_REQUESTED, State.PUBLISHED, State.DECLINED)


def in_time(initiative: Initiative) -> bool:
    """There is one appeal, within 30 days of the decision."""
    return initiative.may_be_appealed


WORKFLOW = Workflow(
    "initiative",
    (
        Transition("publish", (State.DRAFT, *UNDECIDED), State.PUBLISHED, lazy("Publish")),
        Transition("submit", (State.DRAFT, State.CHANGES_REQUESTED), State.SUBMITTED, lazy("Submit for review")),
        Transition("withdraw", (State.SUBMITTED,), State.DRAFT, lazy("Take back into the drafts"), told=False),
        Transition("request_changes", (State.SUBMITTED,), State.CHANGES_REQUESTED, lazy("Ask for changes"), True),
        Transition("decline", (State.SUBMITTED,), State.DECLINED, lazy("Decline"), True),
        Transition("appeal", (State.DECLINED,), State.APPEALED, lazy("Appeal"), True, while_=in_time),
        Transition("uphold", (State.APPEALED,), State.DECLINED, lazy("Uphold the decision"), True),
        Transition("hide", (State.PUBLISHED,), State.CHANGES_REQUESTED, lazy("Hide and ask for changes"), True),
        Transition("archive", AT_REST, State.ARCHIVED, lazy("Archive"), told=False),
        Transition("restore", (State.ARCHIVED,), State.DRAFT, lazy("Restore as a draft"), told=False),
    ),
)


@cache
def public() -> ColumnElement[bool]:
    """What everybody may see: published, by an organisation that is not hidden."""
    shown = select(Organisation.id).where(organisations_public())
    return and_(Initiative.state == State.PUBLISHED, Initiative.organisation_id.in_(shown))


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """What is public, what one's own organisations have in hand, and for moderators all that was handed in."""
    if actor is SYSTEM:
        return true()
    if not actor.is_authenticated:
        return public()
    own = Initiative.organisation_id.in_(member_of(actor))
    if actor.is_moderator:
        return or_(own, Initiative.state.not_in((State.DRAFT, State.ARCHIVED)))
    return or_(public(), own)


def decides(actor: Actor, initiative: Initiative) -> bool:
    """A moderator without a part in the organisation; an appeal is for another than the one who declined."""
    if not actor.is_moderator or not initiative.is_handed_in or belongs_to(actor, initiative.organisation):
        return False
    return initiative.state != State.APPEALED or actor.id != initiative.decided_by_id


def publishes_itself(actor: Actor, initiative: Initiative) -> bool:
    """Once one is published, the next needs nobody's leave, unless a moderator objected to this very one."""
    if not speaks_for(actor, initiative.organisation) or not initiative.organisation.is_published or initiative.reason:
        return False
    same = Initiative.organisation_id == initiative.organisation_id
    another = exists().where(same, Initiative.state == State.PUBLISHED, Initiative.id != initiative.id)
    return bool(db.scalar(select(another)))


@rule("initiative.create")
def create(actor: Actor, organisation: Organisation) -> bool:
    """Owners and editors of the organisation in whose name it is written."""
    return speaks_for(actor, organisation)


@rule("initiative.edit")
def edit(actor: Actor, initiative: Initiative) -> bool:
    """Owners and editors of the lead organisation."""
    return speaks_for(actor, initiative.organisation)


@rule("initiative.submit")
def submit(actor: Actor, initiative: Initiative) -> bool:
    """Owners and editors of the lead organisation."""
    return speaks_for(actor, initiative.organisation)


@rule("initiative.withdraw")
def withdraw(actor: Actor, initiative: Initiative) -> bool:
    """Owners and editors of the lead organisation."""
    return speaks_for(actor, initiative.organisation)


@rule("initiative.request_changes")
def request_changes(actor: Actor, initiative: Initiative) -> bool:
    """A moderator who does not belong to the lead organisation."""
    return decides(actor, initiative)


@rule("initiative.publish")
def publish(actor: Actor, initiative: Initiative) -> bool:
    """A moderator who does not belong to the lead organisation, and on appeal another than the one who declined.
    From a draft: the owners and editors of an organisation that has a published initiative, unless a moderator
    objected to this one."""
    if initiative.state == State.DRAFT:
        return publishes_itself(actor, initiative)
    return decides(actor, initiative)


@rule("initiative.decline")
def decline(actor: Actor, initiative: Initiative) -> bool:
    """A moderator who does not belong to the lead organisation."""
    return decides(actor, initiative)


@rule("initiative.appeal")
def appeal(actor: Actor, initiative: Initiative) -> bool:
    """Owners and editors of the lead organisation: once, within 30 days of the decision."""
    return speaks_for(actor, initiative.organisation)


@rule("initiative.uphold")
def uphold(actor: Actor, initiative: Initiative) -> bool:
    """A moderator other than the one who declined, who does not belong to the lead organisation."""
    return decides(actor, initiative)


@rule("initiative.hide")
def hide(actor: Actor, initiative: Initiative) -> bool:
    """A moderator who does not belong to the lead organisation."""
    return decides(actor, initiative)


@rule("initiative.archive")
def archive(actor: Actor, initiative: Initiative) -> bool:
    """Owners and editors of the lead organisation."""
    return speaks_for(actor, initiative.organisation)


@rule("initiative.restore")
def restore(actor: Actor, initiative: Initiative) -> bool:
    """Owners and editors of the lead organisation."""
    return speaks_for(actor, initiative.organisation)


@rule("initiative.confirm")
def confirm(actor: Actor, initiative: Initiative) -> bool:
    """Owners and editors of the lead organisation."""
    return speaks_for(actor, initiative.organisation)


@rule("initiative.see_progress")
def see_progress(actor: Actor, initiative: Any) -> bool:
    """The organisation's people and the moderators see where it stands and what was said about it."""
    return belongs_to(actor, initiative.organisation) or actor.is_moderator


def refuse_settled(initiative: Initiative) -> None:
    """Nobody writes on while others have it before them, or once it is put away."""
    if not initiative.is_being_written:
        raise WrongState(_("It cannot be changed as it stands now. Take it back into the drafts first."))


def missing(initiative: Initiative) -> list[tuple[str, str]]:
    """What a reader would ask for and does not find yet: (field, sentence). Empty when it can be handed in."""
    shortest, longest = SUMMARY
    lacks = [
        ("summary", not shortest <= len(initiative.summary) <= longest,
         _("Write a summary of %(shortest)s to %(longest)s characters.", shortest=shortest, longest=longest)),
        ("story", not initiative.story, _("Tell the story: who does what, for whom, and what has come of it.")),
        ("countries", not initiative.tagged("country"), _("Choose at least one country of implementation.")),
        ("sectors", not initiative.tagged("sector"), _("Choose at least one sector.")),
        ("activity", not initiative.activity, _("Say whether it is going on.")),
        ("image_text", bool(initiative.image) and not initiative.image_text,
         _("Describe the picture for people who do not see it.")),
    ]  # fmt: skip
    return [(field, sentence) for field, is_lacking, sentence in lacks if is_lacking]
