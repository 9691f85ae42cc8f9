"""Passwords: which are good enough, how they are kept, and how one is tried without telling whether the person exists.

Hashing takes tens of milliseconds on purpose, so it is done before the database is locked.
"""

import secrets
from functools import cache
from pathlib import Path
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from diaspora_commons.kernel.languages import _

SHORTEST, LONGEST = 10, 256
FEWEST_DIFFERENT = 5
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
COMMON = Path(__file__).with_name("data") / "common_passwords.txt"


def hashed(password: str) -> str:
    return HASHER.hash(same_everywhere(password))


def fits(password: str, kept: str | None) -> bool:
    """Whether this is the password. Without one to compare with, it takes as long and is wrong."""
    try:
        HASHER.verify(kept or hash_of_nobody(), same_everywhere(password)[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with weaker settings than today's."""
    return HASHER.check_needs_rehash(kept)


def problem_with(password: str, email: str = "") -> str | None:
    """What is wrong with a new password. Length counts; which kinds of characters it has does not."""
    plain = same_everywhere(password).casefold()
    own = {email.casefold(), email.casefold().partition("@")[0]}
    if len(plain) < SHORTEST:
        return _("Use at least %(num)s characters. Three or four words are easy to remember.", num=SHORTEST)
    if len(plain) > LONGEST:
        return _("Use at most %(num)s characters.", num=LONGEST)
    if plain in own:
        return _("Choose a password that is not your e-mail address.")
    if plain in common() or len(set(plain)) < FEWEST_DIFFERENT or plain in RUNS or plain[::-1] in RUNS:
        return _("This password is one of the first that anybody would guess. Choose another.")
    return None


def same_everywhere(password: str) -> str:
    """One form for what different keyboards send as different characters.

    Only the beginning, twice as long as any that is good: to sort a hundred thousand accents takes minutes.
    """
    return normalize("NFKC", password[: 4 * LONGEST])


RUNS = "012345678901234567890 abcdefghijklmnopqrstuvwxyz qwertyuiop asdfghjkl zxcvbnm"


@cache
def common() -> frozenset[str]:
    lines = COMMON.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


@cache
def hash_of_nobody() -> str:
    return HASHER.hash(secrets.token_urlsafe())
