"""docs/workflows.md says what the tables say."""

import runpy
from pathlib import Path

from diaspora_commons.initiatives.rules import WORKFLOW
from diaspora_commons.kernel.permissions import rules

ROOT = Path(__file__).parents[2]


def test_the_page_is_made_from_the_tables():
    made = runpy.run_path(str(ROOT / "tools" / "workflows.py"))["page"]()
    kept = (ROOT / "docs" / "workflows.md").read_text(encoding="utf-8")
    assert kept == made, "run: python tools/workflows.py"


def test_every_verb_says_who_may():
    assert [t.verb for t in WORKFLOW.transitions if not rules[f"initiative.{t.verb}"].__doc__] == []
