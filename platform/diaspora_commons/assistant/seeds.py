"""What came with the commons, and what a person has made of it since.

A text remembers in `seed` what it was when it came. While it is still that, a newer release may say it better; as
soon as somebody has changed it here, it stays as it is. So with the ways of asking.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select

from diaspora_commons.kernel.database import db

from .models import Faq, FaqLink, FaqText, Phrase, PhraseKind, PhraseSource

Row = Mapping[str, Any]


def of(row: Row) -> dict[str, Any]:
    """What a text remembers of the row it came from."""
    return {
        "row": _mark({name: row[name] for name in sorted(row)}),
        "text": _mark([row["question"], row["answer"]]),
        "phrases": _mark(sorted(row["phrases"])),
    }


def renew(text: FaqText, row: Row) -> bool:
    """Bring a text up to the row, as far as no person has changed it. Answer whether anything is different now."""
    came, now = text.seed or {}, of(row)
    if came == now:
        return False
    changed = [
        came.get("text") in (None, _mark([text.question, text.answer])) and _renew_text(text, row),
        _renew_phrases(text, row, came.get("phrases")),
        text.language == "en" and _renew_links(text.faq, row),
    ]
    text.seed = now
    return any(changed)


def _renew_text(text: FaqText, row: Row) -> bool:
    reviewed = date.fromisoformat(row["reviewed"])
    if (text.question, text.answer, text.reviewed) == (row["question"], row["answer"], reviewed):
        return False
    text.question, text.answer, text.reviewed = row["question"], row["answer"], reviewed
    return True


def _renew_phrases(text: FaqText, row: Row, came: str | None) -> bool:
    """Only those that came with the commons are touched; what editors and visitors added stays."""
    mine = (
        Phrase.faq_id == text.faq_id,
        Phrase.language == text.language,
        Phrase.kind == PhraseKind.PHRASE,
        Phrase.source == PhraseSource.SEED,
    )
    there, wanted = set(db.scalars(select(Phrase.text).where(*mine))), set(row["phrases"])
    if there == wanted or came not in (None, _mark(sorted(there))):
        return False
    if there - wanted:
        db.execute(delete(Phrase).where(*mine, Phrase.text.in_(there - wanted)))
    add_phrases((text, phrase) for phrase in row["phrases"] if phrase not in there)
    return True


def _renew_links(faq: Faq, row: Row) -> bool:
    pages = [link.removeprefix("page:") for link in row["links"]]
    if [link.page for link in faq.links] == pages and faq.sources == list(row["sources"]):
        return False
    faq.links.clear()
    db.flush()
    faq.links.extend(FaqLink(page=page, position=at) for at, page in enumerate(pages))
    faq.sources = list(row["sources"])
    return True


def add_phrases(pairs: Iterable[tuple[FaqText, str]]) -> None:
    """Thousands of rows, in one go."""
    rows = [{"faq_id": text.faq_id, "language": text.language, "text": phrase} for text, phrase in pairs]
    if rows:
        db.execute(insert(Phrase), rows)


def _mark(content: object) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:16]
