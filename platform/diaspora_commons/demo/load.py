"""Fills an empty site with the real content, the cast and their examples; what is there already stays as it is."""

from collections.abc import Callable

from sqlalchemy import select

from diaspora_commons.accounts.demo_hint import PASSWORD
from diaspora_commons.assistant import seeds
from diaspora_commons.assistant.actions import load_faqs
from diaspora_commons.assistant.models import Faq, FaqText
from diaspora_commons.kernel import demo, generations, ledger, outbox, unit_of_work
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.permissions import SYSTEM

from . import cast, content, examples, requests


def load(progress: Callable[[str], None] = lambda sentence: None) -> int:
    """Add what is missing, in one transaction. Answer how many things are new; a second time nothing is."""
    secret = cast.password_hash()
    with unit_of_work.writing():
        progress("The real content")
        new = content.add_all()
        progress("The cast and their examples")
        new += cast.add(secret)
        new = list(dict.fromkeys([*new, *examples.add()]))
        requests.add()
        outbox.post("search", *new)
        progress("Questions and answers")
        added = len(new) + answers()
        if added:
            ledger.begin(SYSTEM, "demo.load", "demo")
            ledger.note(added=added)
            generations.bump("public")
        demo.mark_loaded()
    return added


def is_due() -> bool:
    """Whether this is a demonstration whose examples are past."""
    return demo.was_loaded() and examples.are_past()


def answers() -> int:
    """The FAQs that are not there yet in a language or came anew; when there are none, no line is written."""
    texts = db.execute(select(Faq.slug, FaqText.language, FaqText.seed).join(FaqText.faq))
    known = {(slug, language): seed for slug, language, seed in texts}
    new = [row for row in content.rows_of("faq") if known.get((row["slug"], row["language"])) != seeds.of(row)]
    return len(load_faqs(SYSTEM, new)) if new else 0


def sign_ins() -> list[tuple[str, str, str, str]]:
    """(name, address, password, what they do), for the terminal and the sign-in page."""
    return [(one.name, one.email, PASSWORD, one.what) for one in cast.CAST if one.may_sign_in]
