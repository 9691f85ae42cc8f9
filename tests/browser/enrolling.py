"""A cohort with one seat, for pages of those who have it and of those who wait."""

import sqlite3
from datetime import timedelta
from pathlib import Path

from diaspora_commons.kernel.clock import today

FULL_COURSE = "integrer-migration-developpement-local"
FULL = "one-seat-only"


def small_cohort(instance: Path) -> str:
    """A cohort of a French course that begins next month, with one seat."""
    with sqlite3.connect(instance / "commons.db", timeout=20) as database:
        [course] = database.execute("SELECT id FROM course WHERE slug = ?", [FULL_COURSE]).fetchone()
        days = [(today() + timedelta(days=days)).isoformat() for days in (30, 90, 20)]
        database.execute(
            "INSERT OR IGNORE INTO cohort (course_id, code, starts, ends, deadline, capacity, taken,"
            " opens_on_enrolment, is_example) VALUES (?, ?, ?, ?, ?, 1, 0, 0, 0)",
            [course, FULL, *days],
        )
        database.execute("UPDATE generation SET number = number + 1 WHERE name = 'public'")
    return FULL
