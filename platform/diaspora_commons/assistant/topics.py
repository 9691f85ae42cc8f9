"""What the FAQs are about, in the order of the help page."""

from diaspora_commons.kernel.languages import lazy

TOPICS = {
    "accounts": lazy("Accounts"),
    "organisations": lazy("Organisations"),
    "initiatives": lazy("Initiatives"),
    "partnerships": lazy("Partnerships"),
    "courses": lazy("Courses"),
    "resources": lazy("Library"),
    "site": lazy("This site"),
    "assistant": lazy("Asking questions here"),
    "diaspora": lazy("Diaspora communities"),
    "remittances-investment": lazy("Remittances and investment"),
    "governance": lazy("Migration governance"),
    "concepts": lazy("Key terms"),
    "institutions": lazy("Institutions and programmes"),
}


def title(topic: str) -> str:
    """The topic as people read it."""
    return str(TOPICS.get(topic, topic))
