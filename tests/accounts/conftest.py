"""A password that everybody in these tests has, and the mailbox that their letters arrive in."""

import re
from functools import cache

import pytest
from sqlalchemy import select

from diaspora_commons.accounts import passwords
from diaspora_commons.kernel.database import db
from diaspora_commons.notifications.models import Letter

PASSWORD = "rain on tin roofs"


@cache
def hash_of_the_password():
    return passwords.hashed(PASSWORD)


@pytest.fixture
def password(world):
    """The password of the cast."""
    for person in world.cast:
        person.password_hash = hash_of_the_password()
    db.commit()
    return PASSWORD


class Mailbox:
    """What was written to whom."""

    def __init__(self, settle):
        self.settle = settle

    def letters(self, address):
        self.settle()
        return db.scalars(select(Letter).where(Letter.address == address).order_by(Letter.id)).all()

    def kinds(self, address):
        return [letter.kind for letter in self.letters(address)]

    def link(self, address):
        """The path of the first link in the newest letter."""
        return re.search(r"\(https?://[^/]+(/[^)\s]+)\)", self.letters(address)[-1].text.replace("\\", ""))[1]


@pytest.fixture
def mailbox(settle):
    return Mailbox(settle)
