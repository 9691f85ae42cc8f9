"""What the sign-in page of a demonstration tells a newcomer: who there is, and the password that opens them all."""

from diaspora_commons.kernel.languages import lazy

PASSWORD = "commons-demo-2026"  # noqa: S105  shown on the page, and only where the demonstration may be

WHAT = {
    "amina@example.org": lazy("owns Sahel Roots"),
    "ines@example.org": lazy("edits for Ponte Atlântica"),
    "bao@example.org": lazy("studies"),
    "tadesse@example.org": lazy("teaches"),
    "dalia@example.org": lazy("moderates"),
    "rosa@example.org": lazy("moderates"),
    "emre@example.org": lazy("administers"),
}
