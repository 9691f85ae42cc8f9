"""Who may say what they looked for in vain, and who looks after it."""

from typing import Any

from diaspora_commons.kernel.permissions import Actor, rule


@rule("search.wish")
def may_wish(actor: Actor, _: Any) -> bool:
    """Everybody."""
    return True


@rule("search.tend")
def may_tend(actor: Actor, _: Any) -> bool:
    """Editors of the platform."""
    return actor.is_editor
