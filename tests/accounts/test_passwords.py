"""Which passwords are good enough."""

import unicodedata

import pytest

from diaspora_commons.accounts import passwords


@pytest.mark.parametrize(
    "good",
    ["rain on tin roofs", "كلمة سر طويلة جدا", "correcthorsebattery", "ñandú y lluvia", "x7#kL9!qWz", "a b c d e f g"],
)
def test_length_counts_and_kinds_of_characters_do_not(good):
    assert passwords.problem_with(good, "someone@example.org") is None


@pytest.mark.parametrize(
    "poor",
    ["", "short", "nine char", "password123", "PASSWORD123", "1234567890", "0987654321", "qwertyuiop", "aaaaaaaaaa",
     "1212121212", "abcdefghij", "someone@example.org", "SOMEONE@example.org", "x" * 257],
)  # fmt: skip
def test_what_anybody_would_guess_is_refused(poor):
    assert passwords.problem_with(poor, "someone@example.org")


def test_a_password_fits_however_a_keyboard_spells_it():
    kept = passwords.hashed(unicodedata.normalize("NFC", "ñandú y lluvia"))
    assert passwords.fits(unicodedata.normalize("NFD", "ñandú y lluvia"), kept)
    assert not passwords.fits("nandu y lluvia", kept)
    assert "lluvia" not in kept


def test_nobody_and_nonsense_fit_nothing():
    assert not passwords.fits("anything", None)
    assert not passwords.fits("anything", "not a hash")


def test_the_hash_is_made_as_it_should_be():
    assert "$argon2id$" in (kept := passwords.hashed("rain on tin roofs"))
    assert "m=19456,t=2,p=1" in kept
    assert not passwords.is_outdated(kept)
