"""Everything said to people is there in every language, with the same holes, and compiled."""

import re
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
sys.path.insert(0, str(TOP / "tools"))

import messages  # noqa: E402

HOLE = re.compile(r"%\((\w+)\)[sd]|%%")
LANGUAGES = pytest.mark.parametrize("language", messages.LANGUAGES)


@pytest.fixture(scope="module")
def gathered():
    return messages.gathered()


def forms(value):
    return [value] if isinstance(value, str) else list(value)


@LANGUAGES
def test_every_message_is_in_the_catalogue_and_none_is_left_over(gathered, language):
    kept = {(m.context, m.id) for m in messages.catalogue_of(language) if m.id}
    said = {(m.context, m.id) for m in gathered if m.id}
    assert said - kept == set(), "run `make messages` and translate what is new"
    assert kept - said == set(), "run `make messages`"


@LANGUAGES
def test_every_message_is_translated(language):
    empty = [m.id for m in messages.catalogue_of(language) if m.id and not all(forms(m.string))]
    assert empty == []


@LANGUAGES
def test_no_translation_is_marked_as_doubtful(language):
    """A fuzzy one would be left out when the catalogue is compiled, and English shown."""
    assert [m.id for m in messages.catalogue_of(language) if m.id and m.fuzzy] == []


@LANGUAGES
def test_a_translation_has_the_holes_of_its_message(language):
    wrong = []
    for m in messages.catalogue_of(language):
        if m.id:
            wanted = set(HOLE.findall(forms(m.id)[-1]))
            # A form for one or for two may say the number in words.
            odd = [
                f
                for f in forms(m.string)
                if not set(HOLE.findall(f)) <= wanted or wanted - set(HOLE.findall(f)) - {"num"}
            ]
            wrong += [(m.id, f) for f in odd]
    assert wrong == []


@LANGUAGES
def test_what_is_compiled_is_what_is_written(language):
    catalogue = messages.catalogue_of(language)
    assert messages.file_of(language).with_suffix(".mo").read_bytes() == messages.compiled(catalogue)


def test_no_message_hides_in_an_f_string():
    """Nothing gathers it from there, so it would be said in English to everybody."""
    hidden = re.compile(r"""f(["'])(?:(?!\1).)*\{(?:_|say|lazy|ngettext|pgettext)\(""")
    files = (TOP / "platform").rglob("*.py")
    assert [file.name for file in files if hidden.search(file.read_text(encoding="utf-8"))] == []
