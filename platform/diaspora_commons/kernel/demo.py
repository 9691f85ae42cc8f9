"""Whether this is a demonstration: the cast was loaded, and nobody beyond this machine can reach it (or a
setting allows it).
"""

from . import generations
from .database import db, reading
from .settings import Settings, settings

MARK = "demo"


def was_loaded() -> bool:
    return generations.number(MARK) > 0


def is_on(given: Settings | None = None) -> bool:
    """The demo sign-ins work, and letters go to a folder that a page shows."""
    chosen = given or settings()
    return (chosen.is_for_this_machine_only or chosen.demo_beyond_loopback) and was_loaded()


def is_on_before_the_lock() -> bool:
    """The same, asked in a reading session of its own."""
    with reading() as session:
        chosen = settings()
        allowed = chosen.is_for_this_machine_only or chosen.demo_beyond_loopback
        return allowed and generations.number(MARK, session) > 0


def mark_loaded() -> None:
    if not was_loaded():
        generations.bump(MARK)
        db.flush()
