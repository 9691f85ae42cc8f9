"""The mailbox of a demonstration: the letters in the folder, read as a mail program would read them."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from diaspora_commons.kernel.settings import settings

from .carrier import file_of

MOST = 200


@dataclass(frozen=True)
class Mail:
    """One letter, as far as it is shown."""

    number: int
    to: str
    subject: str
    sent: datetime
    language: str
    text: str

    @property
    def paragraphs(self) -> list[Markup]:
        """The text part. Addresses of this site lead there, whichever name this machine was called by."""
        parts = re.split(r"\n\s*\n", self.text.strip())
        return [Markup("<br>").join(map(linked, part.splitlines())) for part in parts if part.strip()]


def newest() -> list[Mail]:
    files = sorted(settings().letters_folder.glob("*.eml"), reverse=True)[:MOST]
    return [mail for file in files if (mail := read(file)) is not None]


def one(number: int) -> Mail | None:
    return read(file_of(settings().letters_folder, number))


def read(file: Path) -> Mail | None:
    try:
        found = message_from_bytes(file.read_bytes(), policy=policy.default)
    except FileNotFoundError:
        return None
    assert isinstance(found, EmailMessage)
    body = found.get_body(("plain",))
    return Mail(
        int(file.stem), str(found["To"]), str(found["Subject"]), parsedate_to_datetime(str(found["Date"])),
        str(found["Content-Language"]), str(body.get_content()) if body else "",
    )  # fmt: skip


def linked(text: str) -> Markup:
    ours = re.compile(rf"({re.escape(settings().address)}/[^\s<>\"]*)")
    parts = (anchor(part) if ours.fullmatch(part) else escape(part) for part in ours.split(text))
    return Markup("").join(parts)


def anchor(address: str) -> Markup:
    inside = urlsplit(address)
    path = f"{inside.path}?{inside.query}" if inside.query else inside.path
    return Markup('<a href="{}">{}</a>').format(path, address)
