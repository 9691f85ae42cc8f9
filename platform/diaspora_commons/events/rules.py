"""Who may see an event: everybody."""

from sqlalchemy import ColumnElement, true

from diaspora_commons.kernel.permissions import Actor


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The calendar is public."""
    return true()
