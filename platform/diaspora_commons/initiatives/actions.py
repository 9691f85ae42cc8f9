"""What people do with initiatives."""

from dataclasses import dataclass
from typing import Any

from diaspora_commons.kernel import generations, ledger, outbox
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import Invalid, SavedMeanwhile, WrongState
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.permissions import Actor, permit, verb
from diaspora_commons.kernel.slugs import slug_for
from diaspora_commons.organisations import actions as organisations
from diaspora_commons.organisations.models import Organisation

from .models import Initiative, State
from .rules import WORKFLOW, missing, refuse_settled


@dataclass(frozen=True)
class Content:
    """What its authors say about an initiative."""

    columns: dict[str, Any]
    tags: dict[str, list[str]]
    partners: list[Organisation]


@verb
def create(actor: Actor, organisation: Organisation, title: str, language: str) -> Initiative:
    """Begin a draft; only a title is needed."""
    permit(actor, "initiative.create", organisation)
    initiative = Initiative(slug=slug_for(Initiative, title), title=title, summary="", language=language)
    initiative.organisation = organisation
    initiative.author_id = actor.id
    db.add(initiative)
    db.flush()
    ledger.note(initiative=initiative.id)
    return initiative


@verb
def save(actor: Actor, initiative: Initiative, version: str, content: Content) -> None:
    """Keep what was written, unless somebody else has saved since the page was shown."""
    permit(actor, "initiative.edit", initiative)
    refuse_settled(initiative)
    if version != initiative.version:
        raise SavedMeanwhile
    lacked = {field for field, _sentence in missing(initiative)}
    for name, value in content.columns.items():
        setattr(initiative, name, value)
    for facet, values in content.tags.items():
        initiative.tag(facet, values)
    initiative.partners = content.partners
    initiative.updated_at = now()
    if initiative.state == State.PUBLISHED:
        _stay_complete(initiative, lacked)
        _tell_readers(initiative)


@verb
def submit(actor: Actor, initiative: Initiative) -> None:
    """Hand a draft to the moderators."""
    permit(actor, "initiative.submit", initiative)
    _stay_complete(initiative, set())
    WORKFLOW.step(actor, initiative, "submit")
    initiative.submitted_at = initiative.confirmed_at = now()


@verb
def withdraw(actor: Actor, initiative: Initiative) -> None:
    """Take it back before anybody has decided."""
    WORKFLOW.step(actor, initiative, "withdraw")


@verb
def request_changes(actor: Actor, initiative: Initiative, reason: str) -> None:
    """Give it back with what should be different."""
    WORKFLOW.step(actor, initiative, "request_changes", reason)
    _decide(actor, initiative, reason)


@verb
def publish(actor: Actor, initiative: Initiative) -> None:
    """Show it to the world, with its organisation when this is its first; search will know."""
    permit(actor, "initiative.publish", initiative)
    if initiative.state == State.DRAFT:
        _stay_complete(initiative, set())
        initiative.confirmed_at = now()
    WORKFLOW.step(actor, initiative, "publish")
    _decide(actor, initiative, "")
    initiative.published_at = initiative.published_at or now()
    _tell_readers(initiative)
    if not initiative.organisation.is_published:
        organisations.publish(actor, initiative.organisation)


@verb
def decline(actor: Actor, initiative: Initiative, reason: str) -> None:
    """Say no, and why. The author's side may appeal once."""
    WORKFLOW.step(actor, initiative, "decline", reason)
    _decide(actor, initiative, reason)


@verb
def appeal(actor: Actor, initiative: Initiative, words: str) -> None:
    """Ask for a second look by another moderator."""
    WORKFLOW.step(actor, initiative, "appeal", words)
    initiative.appeal = words.strip()
    initiative.appealed_at = now()


@verb
def uphold(actor: Actor, initiative: Initiative, reason: str) -> None:
    """Say no for the second and last time."""
    WORKFLOW.step(actor, initiative, "uphold", reason)
    _decide(actor, initiative, reason)


@verb
def hide(actor: Actor, initiative: Initiative, reason: str) -> None:
    """Take a published one out of sight until it is changed."""
    WORKFLOW.step(actor, initiative, "hide", reason)
    _decide(actor, initiative, reason)
    _tell_readers(initiative)


@verb
def archive(actor: Actor, initiative: Initiative) -> None:
    """Put it away; its organisation can bring it back."""
    WORKFLOW.step(actor, initiative, "archive")
    _tell_readers(initiative)


@verb
def restore(actor: Actor, initiative: Initiative) -> None:
    """Bring it back as a draft."""
    WORKFLOW.step(actor, initiative, "restore")


@verb
def confirm(actor: Actor, initiative: Initiative) -> None:
    """Say that what is written is still true."""
    permit(actor, "initiative.confirm", initiative)
    if initiative.state != State.PUBLISHED:
        raise WrongState(_("Only what is published can be confirmed."))
    initiative.confirmed_at = now()
    _tell_readers(initiative)


def _decide(actor: Actor, initiative: Initiative, reason: str) -> None:
    """Keep what was decided, by whom and when."""
    initiative.reason = reason.strip()
    initiative.decided_at = now()
    initiative.decided_by_id = actor.id


def _stay_complete(initiative: Initiative, lacked: set[str]) -> None:
    """Refuse when it lacks something that it did not lack before."""
    for field, sentence in missing(initiative):
        if field not in lacked:
            raise Invalid(sentence, field)


def _tell_readers(initiative: Initiative) -> None:
    """The index and the pages of visitors no longer agree with this row."""
    outbox.post("search", f"initiative:{initiative.id}")
    generations.bump("public")
