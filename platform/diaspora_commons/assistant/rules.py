"""Who may see and change the FAQs."""

from diaspora_commons.kernel.permissions import Actor, rule

from .models import Faq


@rule("faq.load")
def load(actor: Actor, faq: Faq | None) -> bool:
    """Only the commons itself fills in the FAQs it came with."""
    return False
