"""Writing letters. Each is one template, `templates/letters/<kind>.txt`: first its subject on a line, then Markdown.

A letter is a row, written in a follow-up's transaction; the outbox then carries it. Every letter says why it came. What
people wrote (a name, a title, a reason) is shown as they wrote it and never read as Markdown: nobody can put a link of
theirs into a letter of ours.
"""

import re
from functools import cache
from typing import Any

from flask import current_app
from jinja2 import Environment
from markupsafe import Markup
from sqlalchemy import select

from diaspora_commons.kernel import outbox
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.languages import _, direction, ngettext, speaking
from diaspora_commons.kernel.links import absolute
from diaspora_commons.kernel.prose import markdown

from .models import Letter

MARKS = re.compile(r"([\\`*_\[\]<>])")
BUTTON = (
    '<p style="margin:28px 0"><a style="display:inline-block;padding:12px 20px;background:#9c3324;'
    'color:#ffffff;font-weight:700;text-decoration:none" '
)


def write(
    address: str,
    language: str,
    kind: str,
    *,
    person_id: int | None = None,
    once: str | None = None,
    is_secret: bool = False,
    name: str = "",
    **facts: Any,
) -> Letter | None:
    """Write a letter and have it carried. With `once`, a second one of the same name is not written."""
    if once is not None and db.scalar(select(Letter.id).where(Letter.once == once)) is not None:
        return None
    with speaking(language):
        template = pen(current_app.jinja_env).get_template(f"letters/{kind}.txt")
        said = template.render(link=link, _=say, ngettext=say_number, name=name, **facts)
        subject, _nothing, text = said.strip().partition("\n")
        if name:
            text = "\n\n".join([_("Dear %(name)s,", name=quiet(name)), text.strip()])
        html = current_app.jinja_env.get_template("notifications/letter.html").render(
            subject=bare(subject), body=with_buttons(markdown(text)), why=why(person_id), lang=language,
            direction=direction(language),
        )  # fmt: skip
    letter = Letter(
        person_id=person_id, address=address, language=language, kind=kind, subject=bare(subject).strip(),
        text=text.strip(), html=html, is_secret=is_secret, once=once,
    )  # fmt: skip
    db.add(letter)
    db.flush()
    outbox.post("letter", letter.id)
    return letter


def plain_part(letter: Letter) -> str:
    """The letter for mail programs that show text only: links written out, and why it came."""
    text = bare(re.sub(r"\[((?:[^\[\]\\]|\\.)+)\]\(([^()\s]+)\)", r"\1\n\2", letter.text))
    with speaking(letter.language):
        return f"{text}\n\n-- \n{current_app.jinja_env.globals['site_name']}\n{why(letter.person_id)}\n"


def why(person_id: int | None) -> str:
    if person_id is not None:
        return _("You receive this letter because you have an account here.")
    return _("You receive this letter because somebody gave this address on our site.")


class Said(str):
    """Text of our own, in which marks mean something."""

    __slots__ = ()


@cache
def pen(environment: Environment) -> Environment:
    """The templates' environment, for letters: what is not our own text is escaped."""
    return environment.overlay(finalize=quiet)


def quiet(value: Any) -> str:
    """Text in which Markdown finds no marks."""
    return value if isinstance(value, Said) else MARKS.sub(r"\\\1", str(value))


def bare(text: str) -> str:
    """The text as it was before `quiet`."""
    return re.sub(r"\\([\\`*_\[\]<>])", r"\1", text)


def say(message: str, **holes: Any) -> Said:
    return Said(_(message, **{name: quiet(value) for name, value in holes.items()}))


def say_number(one: str, many: str, num: int, **holes: Any) -> Said:
    return Said(ngettext(one, many, num, **{name: quiet(value) for name, value in holes.items()}))


def link(path: str, language: str | None = None) -> Said:
    return Said(absolute(quiet(path), language))


def with_buttons(html: Markup) -> Markup:
    """A link that stands alone in its paragraph is the letter's button."""
    return Markup(re.sub(r"<p><a (?=[^>]*>[^<]*</a></p>)", BUTTON, html))  # noqa: S704  cleaned by `markdown`
