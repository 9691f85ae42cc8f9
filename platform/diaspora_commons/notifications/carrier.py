"""The post: letters leave by SMTP or, in a demonstration, into a folder that a page shows."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from pathlib import Path
from urllib.parse import urlsplit

import structlog
from sqlalchemy import select

from diaspora_commons.kernel import demo, unit_of_work
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.settings import Settings, settings

from .letters import plain_part
from .models import Letter

log = structlog.get_logger()
TIMEOUT = 30
PERMANENT = 500


class NoPost(Exception):  # noqa: N818
    """No mail server is set, so letters wait."""


class NotCarried(Exception):  # noqa: N818  a state of letters, not a fault of ours
    """Some letters could not be handed over; they are tried again. Says how many and why, and nobody's address."""


def carry(keys: list[str]) -> None:
    """Carry these letters, each once; one carried already is left alone. No transaction stays open meanwhile."""
    waiting = select(Letter).where(Letter.id.in_(map(int, keys)), Letter.carried_at.is_(None))
    letters = [(letter.id, written(letter)) for letter in db.scalars(waiting.order_by(Letter.id))]
    into_folder = demo.is_on()
    db.rollback()
    for id, mail in letters:
        if mail is None:
            log.error("letter_without_envelope", letter=id)
            mark_carried(id)
    mails = [(id, mail) for id, mail in letters if mail is not None]
    if not mails:
        return
    if into_folder:
        for id, mail in mails:
            put_into(settings().letters_folder, id, mail)
            mark_carried(id)
    elif settings().smtp_host:
        by_post(mails)
    else:
        raise NoPost("set COMMONS_SMTP_HOST")


def by_post(mails: list[tuple[int, EmailMessage]]) -> None:
    """Hand each over; one that the server refuses does not hold up the others."""
    failed: list[str] = []
    with post_office(settings()) as server:
        for id, mail in mails:
            try:
                server.send_message(mail)
            except (smtplib.SMTPException, OSError, UnicodeError) as error:
                if not is_for_good(error):
                    failed.append(f"letter {id}: {type(error).__name__}")
                    continue
                log.warning("letter_refused", letter=id)
            mark_carried(id)
    if failed:
        raise NotCarried(f"{len(failed)} of {len(mails)} not carried; {failed[0]}")


def is_for_good(error: Exception) -> bool:
    """Whether the server says that nobody of that name will ever be there; trying again would only annoy it."""
    return isinstance(error, smtplib.SMTPRecipientsRefused) and all(
        code >= PERMANENT for code, _said in error.recipients.values()
    )


def take_back(keys: list[str]) -> None:
    """Errand: remove from the folder what was written to somebody who has erased the account."""
    for key in keys:
        file_of(settings().letters_folder, int(key)).unlink(missing_ok=True)


def mark_carried(id: int) -> None:
    """Note it, and forget what only the reader should know."""
    with unit_of_work.writing():
        letter = db.get(Letter, id, populate_existing=True)
        if letter is not None:
            letter.carried_at = now()
            if letter.is_secret:
                letter.text = letter.html = ""


def written(letter: Letter) -> EmailMessage | None:
    """The letter in its envelope; None when that cannot be made, so that it does not hold up the others."""
    try:
        said = message(letter)
        said.as_bytes()
    except Exception:  # noqa: BLE001  the parser of addresses stumbles in ways of its own
        return None
    return said


def message(letter: Letter) -> EmailMessage:
    said = EmailMessage()
    said["Subject"] = " ".join(letter.subject.split())
    said["From"] = formataddr((settings().site_name, settings().mail_from))
    said["To"] = letter.address
    said["Date"] = format_datetime(letter.written_at)
    said["Message-ID"] = f"<letter-{letter.id}@{urlsplit(settings().address).hostname}>"
    said["Auto-Submitted"] = "auto-generated"
    said.set_content(plain_part(letter))
    said.add_alternative(letter.html, subtype="html")
    said["Content-Language"] = letter.language
    return said


def put_into(folder: Path, id: int, mail: EmailMessage) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = file_of(folder, id)
    beside = file.with_suffix(".part")
    beside.write_bytes(mail.as_bytes())
    beside.replace(file)


def file_of(folder: Path, number: int) -> Path:
    return folder / f"{number:06d}.eml"


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
