"""A shelf gives back what still lies on it, and says what had to go."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diaspora_commons.kernel.shelf import Shelf


def lay_down(shelf, key, data):
    place = shelf.next_place(len(data))
    gone = list(shelf.cleared(place))
    shelf.put(place, key, data)
    return place, gone


@given(st.lists(st.binary(max_size=40), max_size=60))
def test_what_was_not_named_as_gone_is_as_it_was_laid_down(tmp_path_factory, things):
    shelf = Shelf(tmp_path_factory.mktemp("shelf"), 100)
    assert shelf.is_new()
    lying = {}
    for key, data in enumerate(things):
        place, gone = lay_down(shelf, (key,), data)
        for there, old in gone:
            assert lying.pop(old)[0] == there
        lying[key,] = place, data
        assert place.end <= 100
        assert {old: shelf.get(there) for old, (there, _) in lying.items()} == {old: d for old, (_, d) in lying.items()}
    assert lying.keys() == {key for _, key in shelf.lying}


def test_a_process_that_is_forked_off_begins_with_an_empty_one(tmp_path):
    shelf = Shelf(tmp_path, 100)
    assert shelf.is_new()
    lay_down(shelf, ("a",), b"of the parent")
    child = os.fork()
    if child == 0:
        ends = shelf.is_new() and not shelf.lying and lay_down(shelf, ("b",), b"OF THE CHILD")[0].start == 0
        os._exit(0 if ends else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert not shelf.is_new()
    assert shelf.get(shelf.lying[0][0]) == b"of the parent"


def test_nothing_is_left_in_the_folder(tmp_path):
    shelf = Shelf(tmp_path, 100)
    shelf.is_new()
    lay_down(shelf, ("a",), b"seeds")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_said(monkeypatch, tmp_path):
    shelf = Shelf(tmp_path, 100)
    shelf.is_new()
    monkeypatch.setattr(os, "pwrite", lambda *_: 2)
    with pytest.raises(OSError, match="the disk took"):
        lay_down(shelf, ("a",), b"seeds")
    assert not shelf.lying
