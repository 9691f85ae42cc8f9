"""The post: letters leave by SMTP or, in a demonstration, into a folder that a page shows."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import select

from diaspora_commons.kernel import demo, unit_of_work
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.settings import Settings, settings

from .models import Letter

TIMEOUT = 30


class NoPost(Exception):  # noqa: N818
    """No mail server is set, so letters wait."""


def carry(keys: list[str]) -> None:
    """Carry these letters, each once; one carried already is left alone. Holds no lock while the post is away."""
    letters = db.scalars(
        select(Letter).where(Letter.id.in_(map(int, keys)), Letter.carried_at.is_(None)).order_by(Letter.id)
    ).all()
    into_folder = demo.is_on()
    db.rollback()
    if not letters:
        return
    if into_folder:
        for letter in letters:
            put_into(settings().letters_folder, letter)
            mark_carried(letter.id)
    elif settings().smtp_host:
        with post_office(settings()) as server:
            for letter in letters:
                server.send_message(message(letter))
                mark_carried(letter.id)
    else:
        raise NoPost("set COMMONS_SMTP_HOST")


def mark_carried(id: int) -> None:
    """Note it, and forget what only the reader should know."""
    with unit_of_work.writing():
        letter = db.get(Letter, id, populate_existing=True)
        if letter is not None:
            letter.carried_at = now()
            if letter.is_secret:
                letter.text = letter.html = ""


def message(letter: Letter) -> EmailMessage:
    said = EmailMessage()
    said["Subject"] = " ".join(letter.subject.split())
    said["From"] = formataddr((settings().site_name, settings().mail_from))
    said["To"] = letter.address
    said["Date"] = format_datetime(letter.written_at)
    said["Message-ID"] = f"<letter-{letter.id}@{urlsplit(settings().address).hostname}>"
    said["Auto-Submitted"] = "auto-generated"
    said["Content-Language"] = letter.language
    said.set_content(letter.text + "\n")
    said.add_alternative(letter.html, subtype="html")
    return said


def put_into(folder: Path, letter: Letter) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = folder / f"{letter.id:06d}.part"
    beside.write_bytes(message(letter).as_bytes())
    beside.replace(folder / f"{letter.id:06d}.eml")


@contextmanager
def post_office(chosen: Settings) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context()
    if chosen.smtp_tls == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(chosen.smtp_host, chosen.smtp_port, timeout=TIMEOUT, context=context)
    else:
        server = smtplib.SMTP(chosen.smtp_host, chosen.smtp_port, timeout=TIMEOUT)
    with server:
        if chosen.smtp_tls == "starttls":
            server.starttls(context=context)
        if chosen.smtp_user:
            server.login(chosen.smtp_user, chosen.smtp_password)
        yield server
