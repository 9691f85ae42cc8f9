"""Write docs/workflows.md from the tables of states themselves, so that the page cannot say anything else.

    python tools/workflows.py

A test fails when the page and the tables differ.
"""

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "platform"))

from diaspora_commons.courses.certificates.models import CertificateState  # noqa: E402
from diaspora_commons.courses.certificates.rules import WORKFLOW as CERTIFICATES  # noqa: E402
from diaspora_commons.courses.enrolments.models import EnrolmentState  # noqa: E402
from diaspora_commons.courses.enrolments.rules import WORKFLOW as ENROLMENTS  # noqa: E402
from diaspora_commons.initiatives.models import State  # noqa: E402
from diaspora_commons.initiatives.rules import WORKFLOW as INITIATIVES  # noqa: E402
from diaspora_commons.kernel.permissions import rules  # noqa: E402
from diaspora_commons.kernel.workflow import Workflow  # noqa: E402
from diaspora_commons.moderation.models import ReportState  # noqa: E402
from diaspora_commons.moderation.rules import WORKFLOW as REPORTS  # noqa: E402
from diaspora_commons.partnerships.models import State as RequestState  # noqa: E402
from diaspora_commons.partnerships.rules import WORKFLOW as PARTNERSHIPS  # noqa: E402

PAGE = ROOT / "docs" / "workflows.md"
HEAD = """# Workflows

How things move from state to state, and who moves them. Made by `python tools/workflows.py` from the tables in each room's
`rules.py`; change those, not this page. A button, its answer, the ledger's line (`<kind>.<verb>`) and the letters
(`<kind> <verb>` in `reactions.py`) all follow from the same table. Who does not see a thing at all is answered *not found*,
who may not do it *you may not*, and who comes too late *not now*.
"""


def page() -> str:
    """The whole page."""
    parts = [
        HEAD,
        section("Initiatives", INITIATIVES, list(State)),
        section("Partnerships", PARTNERSHIPS, list(RequestState)),
        section("Enrolments", ENROLMENTS, list(EnrolmentState)),
        section("Certificates", CERTIFICATES, list(CertificateState)),
        section("Reports", REPORTS, list(ReportState)),
    ]
    return "\n".join(parts)


def section(title: str, workflow: Workflow, states: Sequence[StrEnum]) -> str:
    """One workflow: its states, and a row for each verb."""
    lines = [f"## {title}", "", f"States: {', '.join(f'`{state}`' for state in states)}.", ""]
    lines += ["| verb | from | to | reason | told by letter | who |", "|---|---|---|---|---|---|"]
    for step in workflow.transitions:
        sources = ", ".join(f"`{state}`" for state in step.sources)
        who = " ".join((rules[f"{workflow.kind}.{step.verb}"].__doc__ or "").split())
        needs, told = ("yes" if fact else "" for fact in (step.reason_required, step.told))
        lines.append(f"| {step.verb} | {sources} | `{step.target}` | {needs} | {told} | {who} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
