"""Who may see and change the FAQs, and hand questions to the team."""

from sqlalchemy import ColumnElement, exists

from diaspora_commons.kernel.permissions import Actor, rule

from . import pages
from .models import Faq, FaqLink, Ticket


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """An FAQ is there while every page that it leads to is there."""
    missing = exists().where(FaqLink.faq_id == Faq.id, FaqLink.page.not_in(pages.existing()))
    return ~missing


@rule("faq.load")
def load(actor: Actor, faq: Faq | None) -> bool:
    """Only the commons itself fills in the FAQs it came with."""
    return False


@rule("ticket.send")
def send(actor: Actor, ticket: type[Ticket]) -> bool:
    """Everybody, signed in or not."""
    return True
