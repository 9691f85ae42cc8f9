"""A slip is always noticed, and what somebody means is read."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diaspora_commons.courses.certificates import codes
from diaspora_commons.courses.certificates.codes import ALPHABET, BODY, LENGTH

BODIES = st.text(ALPHABET, min_size=BODY, max_size=BODY)


def whole(body):
    return body + codes.check_character(body)


def test_a_code_is_sixty_random_bits_and_a_check():
    made = {codes.new() for _ in range(2000)}
    assert len(made) == 2000
    assert all(len(code) == LENGTH and set(code) <= set(ALPHABET) and codes.fits(code) for code in made)
    assert len(ALPHABET) ** BODY >= 2**60
    assert all({code[place] for code in made} == set(ALPHABET) for place in range(LENGTH)), "no place is weaker"


@given(BODIES)
def test_the_check_character_is_the_only_one_that_fits(body):
    assert [c for c in ALPHABET if codes.fits(body + c)] == [codes.check_character(body)]


@given(BODIES)
def test_each_single_wrong_character_is_noticed(body):
    code = whole(body)
    for place, right in enumerate(code):
        for wrong in ALPHABET.replace(right, ""):
            assert not codes.fits(code[:place] + wrong + code[place + 1 :])


@given(BODIES)
def test_any_two_that_changed_places_are_noticed_neighbours_or_not(body):
    code = whole(body)
    for one, other in combinations(range(LENGTH), 2):
        if code[one] != code[other]:
            swapped = list(code)
            swapped[one], swapped[other] = swapped[other], swapped[one]
            assert not codes.fits("".join(swapped))


@given(BODIES)
def test_twins_that_became_other_twins_are_noticed(body):
    for place in range(LENGTH - 1):
        code = whole(body)
        if code[place] == code[place + 1]:
            for wrong in ALPHABET.replace(code[place], ""):
                assert not codes.fits(code[:place] + wrong * 2 + code[place + 2 :])


def test_for_all_pairs_of_neighbours_at_all_places_a_swap_is_noticed():
    """The sum is linear, so that what holds in an otherwise empty code holds in every one: no luck of the draw."""
    for place in range(LENGTH - 1):
        for a, b in combinations(range(32), 2):
            difference = ["0"] * LENGTH
            difference[place] = difference[place + 1] = ALPHABET[a ^ b]
            assert not codes.fits("".join(difference))


def test_the_sum_is_linear():
    for a in ALPHABET:
        for b in ALPHABET:
            one, other = whole(a * BODY), whole(b * BODY)
            both = "".join(ALPHABET[ALPHABET.index(x) ^ ALPHABET.index(y)] for x, y in zip(one, other, strict=True))
            assert codes.fits(both)


@given(BODIES)
def test_it_is_written_in_groups_and_read_again(body):
    code = whole(body)
    assert codes.written(code) == f"{code[:4]}-{code[4:8]}-{code[8:12]}-{code[12]}"
    assert codes.read(codes.written(code)) == code


@pytest.mark.parametrize(
    "typed",
    [
        "7k3m-q9tw-2x01-h", "7K3M Q9TW 2X01 H", " 7K3MQ9TW2X01H ", "7k3m–q9tw—2x01‑h", "7K3M-Q9TW-2Xol-H",
        "7K3M-Q9TW-2XOI-H", "٧K٣M-Q٩TW-٢X٠١-H", "۷K۳M-Q۹TW-۲X۰۱-H", "７Ｋ３Ｍ－Ｑ９ＴＷ－２Ｘ０１－Ｈ",
        "\u202a7K3M-Q9TW-2X01-H\u202c", "7K3M\u00adQ9TW\u200b2X01\u00a0H", "7K3M_Q9TW_2X01_H\n",
        "https://commons.example/verify/7K3M-Q9TW-2X01-H?lang=ar",
    ],
)  # fmt: skip
def test_what_is_meant_is_read(typed):
    assert codes.read(typed) == "7K3MQ9TW2X01H"


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "7K3M-Q9TW-2X01", "7K3M-Q9TW-2X01-HH", "7K3M-Q9TW-2XU1-H", "7K3M-Q9TW-2X*1-H", "7К3М-Q9TW-2X01-Н",
        "7Κ3Μ-Q9TW-2X01-Η", "ʜK3M-Q9TW-2X01-H", "７Ｋ" * 300, "é" * 13, "½" * 13, "0" * 201, "\x00" * 13,
    ],
)  # fmt: skip
def test_what_cannot_be_a_code_is_none(typed):
    assert codes.read(typed) is None


@given(st.text(max_size=250))
def test_whatever_is_typed_is_answered(typed):
    read = codes.read(typed)
    assert read is None or (len(read) == LENGTH and set(read) <= set(ALPHABET))
