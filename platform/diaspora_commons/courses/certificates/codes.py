"""The code of a certificate: twelve random characters and one that checks them, `7K3M-Q9TW-2XRD-H`.

The letters are those of Crockford's base 32: no I, L, O and U, so that nobody has to guess between 1 and I or 0 and O.
Each is an element of the field of 32 elements, and the weighted sum of all thirteen is nothing: one wrong character,
any two that changed places and any twins (`AA` for `BB`) are noticed, always.
"""

import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BODY = 12
LENGTH = BODY + 1
GROUP = 4
LONGEST_READ = 200
"""What is longer is no code, whatever it is made of."""
FIELD = 0b100101
"""x⁵ + x² + 1, by which the field is made: in it 2 has a different power at each place."""
MEANT = str.maketrans({"I": "1", "L": "1", "O": "0"})
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
UNSEEN = ("Cf", "Pd", "Pc", "Zs")
"""Blanks, dashes and marks of direction, which come along when a code is copied."""


def new() -> str:
    """A code that nobody can guess: 60 random bits."""
    body = "".join(secrets.choice(ALPHABET) for _place in range(BODY))
    return body + check_character(body)


def check_character(body: str) -> str:
    """The character that belongs after these."""
    return ALPHABET[doubled(weighed(body))]


def fits(code: str) -> bool:
    """Whether the check character is the one that belongs after the others."""
    return weighed(code) == 0


def weighed(characters: str) -> int:
    """The sum of the characters in the field, each weighed by its place."""
    total = 0
    for character in characters:
        total = doubled(total) ^ ALPHABET.index(character)
    return total


def doubled(value: int) -> int:
    """Twice the value, in the field."""
    value <<= 1
    return value ^ FIELD if value & 32 else value


def read(typed: str) -> str | None:
    """The code that somebody typed, spoke or copied; None when it cannot be one, whatever the check says.

    Small letters, blanks, dashes, digits of other scripts and wide letters are read as they are meant; so are I, L and
    O. Letters of other alphabets that look like ours are not: whoever uses them means to deceive. Of an address its
    code is read, since an address is what a phone hands on.
    """
    if len(typed) > LONGEST_READ:
        return None
    typed = typed.rpartition("/verify/")[2].partition("?")[0]
    wide = "".join(typed.split()).translate(FULL_WIDTH)
    plain = [plain_digit(c) for c in wide if unicodedata.category(c) not in UNSEEN]
    upper = "".join(c.upper() if c.isascii() else c for c in plain).translate(MEANT)
    return upper if len(upper) == LENGTH and set(upper) <= set(ALPHABET) else None


def plain_digit(character: str) -> str:
    """The digit as we write it, if it is one in any script."""
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def written(code: str) -> str:
    """The code in groups, as it stands on paper."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))
