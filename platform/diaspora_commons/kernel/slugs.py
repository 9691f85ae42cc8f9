"""Addresses made from titles: transliterated ASCII, unique in their kind, given once and never changed."""

import re
from typing import Any

from anyascii import anyascii
from sqlalchemy import select

from .database import db

LONGEST = 70
TAKEN_BY_PAGES = {"new", "mine", "edit", "search", "invitations"}


def slug_of(title: str) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", anyascii(title).lower().replace("'", "")).strip("-")
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit("-", 1)[0]


def slug_for(model: Any, title: str) -> str:
    """A slug that no other row of the kind has."""
    base = slug_of(title) or "item"
    taken = set(db.scalars(select(model.slug).where(model.slug.startswith(base)))) | TAKEN_BY_PAGES
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
