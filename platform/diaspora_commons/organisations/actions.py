"""What people do with a profile. The team has its verbs in `team.py`, claims have theirs in `claims.py`."""

from sqlalchemy import func, select

from diaspora_commons.kernel import generations, ledger, outbox, uploads
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import SavedMeanwhile, WrongState
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.permissions import Actor, permit, verb
from diaspora_commons.kernel.settings import settings
from diaspora_commons.kernel.slugs import slug_for

from .claims import accept_claim, claim, decline_claim, given, withdraw_claim
from .models import MemberRole, Membership, Organisation
from .profile import Profile
from .rules import member_of
from .team import accept_invitation, change_role, invite, leave, remove_member, revoke_invitation

__all__ = [
    "accept_claim", "accept_invitation", "change_role", "claim", "create", "decline_claim", "edit", "hide", "invite",
    "leave", "publish", "remove_logo", "remove_member", "restore", "revoke_invitation", "set_logo", "withdraw_claim",
]  # fmt: skip

MOST_UNREVIEWED = 5
"""So many organisations of one person may wait for their first review."""


@verb
def create(actor: Actor, profile: Profile) -> Organisation:
    """Begin a profile; whoever does is its first owner. It is public once a moderator has looked at it."""
    organisation = Organisation(is_published=False)
    permit(actor, "organisation.create", organisation)
    waiting = select(func.count()).select_from(Organisation).where(
        Organisation.id.in_(member_of(actor)), Organisation.is_published.is_(False)
    )  # fmt: skip
    if (db.scalar(waiting) or 0) >= MOST_UNREVIEWED:
        raise WrongState(_("Several of your organisations await their first review. Let us look at those first."))
    organisation.slug = slug_for(Organisation, profile.name)
    profile.write_on(organisation)
    organisation.members = [Membership(person_id=actor.id, role=MemberRole.OWNER)]
    db.add(organisation)
    db.flush()
    return organisation


@verb
def edit(actor: Actor, organisation: Organisation, version: str, profile: Profile) -> None:
    """Say something new of it, unless somebody else has since the page was shown. Its address stays, whatever its name
    becomes."""
    permit(actor, "organisation.edit", organisation)
    if version != organisation.version:
        raise SavedMeanwhile
    profile.write_on(organisation)
    organisation.updated_at = now()
    _tell_readers(organisation)


@verb
def set_logo(actor: Actor, organisation: Organisation, picture: bytes) -> None:
    """Show this picture, decoded before the lock was taken, beside the name."""
    permit(actor, "organisation.edit", organisation)
    organisation.logo = uploads.keep(settings().uploads_folder, picture)
    organisation.updated_at = now()
    _tell_readers(organisation)


@verb
def remove_logo(actor: Actor, organisation: Organisation) -> None:
    """Show the name alone."""
    permit(actor, "organisation.edit", organisation)
    organisation.logo = None
    _tell_readers(organisation)


@verb
def publish(actor: Actor, organisation: Organisation) -> None:
    """Show a new organisation to the world: a moderator has looked at it, or at its first initiative."""
    permit(actor, "organisation.publish", organisation)
    if organisation.hidden_reason:
        raise WrongState(_("A moderator has hidden this organisation. Restore it first."))
    if organisation.is_published:
        raise WrongState(_("This organisation is public already."))
    organisation.is_published = True
    _tell_readers(organisation)
    _tell_owners("organisation published", organisation)


@verb
def hide(actor: Actor, organisation: Organisation, reason: str) -> None:
    """Take it from public view, and tell its owners why. A new one is declined in this way too."""
    permit(actor, "organisation.hide", organisation)
    if organisation.hidden_reason:
        raise WrongState(_("This organisation is hidden already."))
    organisation.hidden_reason = given(reason)
    organisation.is_published = False
    ledger.note(reason=organisation.hidden_reason)
    _tell_readers(organisation)
    _tell_owners("organisation hidden", organisation)


@verb
def restore(actor: Actor, organisation: Organisation) -> None:
    """Show it again."""
    permit(actor, "organisation.restore", organisation)
    if not organisation.hidden_reason:
        raise WrongState(_("This organisation is not hidden."))
    organisation.hidden_reason = ""
    organisation.is_published = True
    _tell_readers(organisation)
    _tell_owners("organisation restored", organisation)


def _tell_readers(organisation: Organisation) -> None:
    """Let search, kept pages and whatever shows its name agree with it."""
    outbox.post("search", f"organisation:{organisation.id}")
    outbox.post("organisation changed", organisation.id)
    generations.bump("public")


def _tell_owners(topic: str, organisation: Organisation) -> None:
    """Have a letter written; the moment in its key keeps this one apart from an earlier one."""
    outbox.post(topic, f"{organisation.id}@{now().isoformat()}")
