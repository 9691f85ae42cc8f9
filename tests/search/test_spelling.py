import pytest

from diaspora_commons.search.spelling import Spelling, nearest

KNOWN = Spelling(
    {"migration": 40, "mitigation": 2, "remittances": 9, "senegal": 5, "المغتربين": 3, "seed": 4, "seeds": 8, "2024": 7}
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("migraton", "migration"), ("migrattion", "migration"), ("migrafion", "migration"), ("mirgation", "migration"),
     ("remitances", "remittances"), ("senagal", "senegal"), ("المغتربن", "المغتربين")],
)  # fmt: skip
def test_one_slip_of_the_finger_is_seen_through(typed, meant):
    assert nearest([KNOWN], typed)[0] == meant


def test_long_words_may_have_two():
    assert nearest([KNOWN], "remitancses")[0] == "remittances"


def test_short_and_far_words_have_no_neighbours():
    assert nearest([KNOWN], "see") == []
    assert nearest([KNOWN], "constitution") == []


def test_the_commoner_word_comes_first():
    assert nearest([Spelling({"seeds": 8, "seems": 1})], "seens") == ["seeds", "seems"]


def test_segments_are_read_together():
    assert nearest([Spelling({"seems": 5}), Spelling({"seeds": 2}), Spelling({"seeds": 4})], "seens")[0] == "seeds"
