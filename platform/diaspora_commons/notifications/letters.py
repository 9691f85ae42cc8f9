"""Writing letters. Each is one template, `templates/letters/<kind>.txt`: first the line of the subject, then Markdown.

A letter is a row, written in a follow-up's transaction; the outbox then carries it. Every letter says why it came.
"""

from typing import Any

from flask import current_app
from sqlalchemy import select

from diaspora_commons.kernel import outbox
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.languages import direction, speaking
from diaspora_commons.kernel.links import absolute
from diaspora_commons.kernel.prose import markdown

from .models import Letter


def write(
    address: str,
    language: str,
    kind: str,
    *,
    person_id: int | None = None,
    once: str | None = None,
    is_secret: bool = False,
    **facts: Any,
) -> Letter | None:
    """Write a letter and have it carried. With `once`, a second one of the same name is not written."""
    if once is not None and db.scalar(select(Letter.id).where(Letter.once == once)) is not None:
        return None
    with speaking(language):
        said = current_app.jinja_env.get_template(f"letters/{kind}.txt").render(link=absolute, **facts)
        subject, _, text = said.strip().partition("\n")
        html = current_app.jinja_env.get_template("letters/base.html").render(
            subject=subject, body=markdown(text), lang=language, direction=direction(language)
        )
    letter = Letter(
        person_id=person_id, address=address, language=language, kind=kind, subject=subject.strip(), text=text.strip(),
        html=html, is_secret=is_secret, once=once,
    )  # fmt: skip
    db.add(letter)
    db.flush()
    outbox.post("letter", letter.id)
    return letter
