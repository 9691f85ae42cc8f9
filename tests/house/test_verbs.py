"""Everything that changes something asks first, and the rooms' inner files do not see the web."""

import ast
import inspect
from importlib import import_module
from pathlib import Path

import pytest

import diaspora_commons
from diaspora_commons.kernel.permissions import rules

PACKAGE = Path(diaspora_commons.__file__).parent
ACTIONS = sorted(PACKAGE.glob("**/actions*.py")) + sorted(PACKAGE.glob("*/actions/*.py"))
INNER = ("models", "rules", "queries", "actions", "documents")


def module_of(file):
    return import_module(".".join(("diaspora_commons", *file.relative_to(PACKAGE).with_suffix("").parts)))


@pytest.mark.parametrize("file", ACTIONS, ids=lambda f: f.parent.name)
def test_each_public_function_of_actions_is_a_verb(file):
    module = module_of(file)
    bare = [
        name
        for name, thing in inspect.getmembers(module, inspect.isfunction)
        if thing.__module__ == module.__name__ and not name.startswith("_") and not getattr(thing, "is_verb", False)
    ]
    assert bare == []


@pytest.mark.parametrize("file", ACTIONS, ids=lambda f: f.parent.name)
def test_each_verb_says_what_it_does(file):
    module = module_of(file)
    silent = [
        n for n, f in inspect.getmembers(module, inspect.isfunction) if getattr(f, "is_verb", False) and not f.__doc__
    ]
    assert silent == []


def test_each_rule_has_a_name_of_two_parts(app):
    assert [name for name in rules if len(name.split(".")) != 2] == []


def test_each_rule_that_is_asked_for_exists(app):
    """A misspelt name in a template or a verb would be found only when somebody meets it."""
    asked = set()
    for file in PACKAGE.glob("*/*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("permit", "may") and len(node.args) > 1:
                name = node.args[1]
                if isinstance(name, ast.Constant):
                    asked.add(name.value)
    assert asked - set(rules) == set()


def test_no_room_commits():
    for file in PACKAGE.glob("*/*.py"):
        if file.parent.name != "kernel":
            assert "db.commit(" not in file.read_text(), file


def test_the_inner_files_do_not_see_the_web():
    for file in PACKAGE.glob("*/*.py"):
        if file.stem in INNER and file.parent.name != "kernel":
            imported = {
                (node.module or "").split(".")[0] if isinstance(node, ast.ImportFrom) else alias.name.split(".")[0]
                for node in ast.walk(ast.parse(file.read_text()))
                if isinstance(node, (ast.Import, ast.ImportFrom))
                for alias in node.names
            }
            assert not imported & {"flask", "werkzeug", "flask_login"}, file


def test_no_file_is_too_long():
    """Above 300 lines, look for the second room inside."""
    ours = [file for file in PACKAGE.glob("**/*.py") if file.parent.name != "versions"]
    long = {file.name: n for file in ours if (n := len(file.read_text().splitlines())) > 300}
    assert long == {}
