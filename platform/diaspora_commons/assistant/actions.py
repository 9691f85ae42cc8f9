"""Changing what the assistant knows."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from diaspora_commons.kernel import outbox
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.generations import bump
from diaspora_commons.kernel.permissions import Actor, permit, verb

from . import queries, seeds
from .models import Faq, FaqKind, FaqLink, FaqText, Phrase, RulesetRow, Ticket
from .ruleset import checksum


@verb
def load_faqs(actor: Actor, rows: Iterable[Mapping[str, Any]]) -> list[int]:
    """Bring in the FAQs that are missing or came anew, one row an FAQ and language; what editors made of theirs stays.

    Answers the ids of the texts that are new or different.
    """
    permit(actor, "faq.load", None)
    known = {faq.slug: faq for faq in db.scalars(select(Faq))}
    added, renewed = {}, []
    for position, row in enumerate(rows):
        faq = known.get(row["slug"]) or known.setdefault(row["slug"], _new(row, position))
        text = next((text for text in faq.texts if text.language == row["language"]), None)
        if text is None:
            added[_new_text(faq, row)] = row["phrases"]
        elif seeds.renew(text, row):
            renewed.append(text)
    db.flush()
    seeds.add_phrases((text, phrase) for text, phrases in added.items() for phrase in phrases)
    different = [*added, *renewed]
    if different:
        _put_in_force()
        outbox.post("search", *(f"help:{text.id}" for text in different))
    return [text.id for text in different]


@verb
def hand_over(
    actor: Actor,
    kind: str,
    language: str,
    text: str,
    page: str,
    reply_address: str | None,
    transcript: Sequence[str],
) -> Ticket:
    """Hand a question or a problem to the team, with the conversation that led to it."""
    permit(actor, "ticket.send", Ticket)
    ticket = Ticket(
        reference=f"Q-{secrets.token_hex(4).upper()}",
        kind=kind,
        language=language,
        text=text,
        page=page,
        reply_address=reply_address,
        transcript=list(transcript),
    )
    db.add(ticket)
    db.flush()
    outbox.post("ticket", ticket.id)
    return ticket


def _new(row: Mapping[str, Any], position: int) -> Faq:
    faq = Faq(
        slug=row["slug"],
        intent=row["intent"],
        topic=row["topic"],
        kind=FaqKind(row["kind"]),
        position=position,
        sources=list(row["sources"]),
    )
    names = [link.removeprefix("page:") for link in row["links"]]
    faq.links = [FaqLink(page=name, position=at) for at, name in enumerate(names)]
    db.add(faq)
    return faq


def _new_text(faq: Faq, row: Mapping[str, Any]) -> FaqText:
    text = FaqText(language=row["language"], question=row["question"], answer=row["answer"], seed=seeds.of(row))
    text.reviewed = date.fromisoformat(row["reviewed"])
    faq.texts.append(text)
    return text


def _put_in_force() -> None:
    """Put what the FAQs say now in force, as a new version if anything changed."""
    documents = queries.documents()
    checked = checksum(documents)
    newest = queries.in_force()
    if newest is None or newest.checksum != checked:
        phrases = db.scalar(select(func.count()).select_from(Phrase)) or 0
        figures = {"texts": {k: len(v) for k, v in documents.items()}, "phrases": phrases}
        version = newest.version + 1 if newest else 1
        db.add(RulesetRow(version=version, checksum=checked, figures=figures))
    bump("public")
    db.flush()
