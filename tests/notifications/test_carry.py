"""Carrying letters: by SMTP or into a folder, each at least once and, if all goes well, once."""

import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from diaspora_commons.kernel import demo, outbox
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.notifications import carrier, letters
from diaspora_commons.notifications.models import Letter


class Server:
    """A mail server that keeps what it was given, and answers as it is told to."""

    def __init__(self):
        self.mails, self.answers = [], {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as place:
        return place.getsockname()[1]


@pytest.fixture
def smtp(monkeypatch):
    server = Server()
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    monkeypatch_settings(monkeypatch, smtp_host="127.0.0.1", smtp_port=controller.port)
    yield server
    controller.stop()


def monkeypatch_settings(monkeypatch, **changed):
    chosen = carrier.settings().model_copy(update={"smtp_tls": "none", **changed})
    monkeypatch.setattr(carrier, "settings", lambda: chosen)


@pytest.fixture
def write(world):
    def write(address="bao@example.org", **more):
        letter = letters.write(address, "en", "welcome", name="Bảo", **more)
        db.commit()
        return letter.id

    return write


def again():
    """The time that a failed line waits has passed."""
    for line in db.query(outbox.Line):
        line.due = now()
    db.commit()


def letter(id):
    return db.get(Letter, id, populate_existing=True)


def test_a_letter_goes_by_post_once(smtp, write, settle):
    id = write()
    settle()
    outbox.post("letter", id)
    db.commit()
    settle()
    (mail,) = smtp.mails
    assert mail["To"] == "bao@example.org"
    assert mail["Subject"] == "Welcome"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "en"
    assert "Dear Bảo," in mail.get_body(("plain",)).get_content()
    assert "<p>" in mail.get_body(("html",)).get_content()
    assert letter(id).carried_at is not None


def test_without_a_server_letters_wait(write, settle):
    id = write()
    settle()
    assert letter(id).carried_at is None
    line = db.query(outbox.Line).filter_by(topic="letter").one()
    assert line.tries == 1
    assert line.due > now()


def test_they_leave_when_the_server_comes_back(smtp, write, settle, monkeypatch):
    port = carrier.settings().smtp_port
    monkeypatch_settings(monkeypatch, smtp_host="127.0.0.1", smtp_port=1)
    id = write()
    settle()
    assert letter(id).carried_at is None
    monkeypatch_settings(monkeypatch, smtp_host="127.0.0.1", smtp_port=port)
    again()
    settle()
    assert len(smtp.mails) == 1
    assert letter(id).carried_at is not None


def test_one_that_is_put_off_does_not_hold_up_the_others(smtp, write, settle):
    smtp.answers["full@example.org"] = "452 the mailbox is full"
    full, good = write("full@example.org"), write()
    settle()
    assert [mail["To"] for mail in smtp.mails] == ["bao@example.org"]
    assert letter(good).carried_at is not None
    assert letter(full).carried_at is None
    assert "full@example.org" not in db.query(outbox.Line).filter_by(key=str(full)).one().error
    smtp.answers.clear()
    again()
    settle()
    assert [mail["To"] for mail in smtp.mails] == ["bao@example.org", "full@example.org"]
    assert db.query(outbox.Line).all() == []


def test_one_that_is_refused_for_good_is_not_tried_again(smtp, write, settle):
    smtp.answers["gone@example.org"] = "550 nobody of that name"
    gone = write("gone@example.org")
    settle()
    assert letter(gone).carried_at is not None
    assert db.query(outbox.Line).all() == []


def test_a_secret_is_forgotten_once_it_is_carried(smtp, write, settle):
    id = write(is_secret=True)
    assert letter(id).text
    settle()
    assert len(smtp.mails) == 1
    assert (letter(id).text, letter(id).html) == ("", "")


def test_a_process_that_dies_after_the_post_and_before_the_note_carries_again(smtp, write, settle, monkeypatch):
    def die(id):
        raise SystemExit

    id = write()
    with monkeypatch.context() as patch:
        patch.setattr(carrier, "mark_carried", die)
        with pytest.raises(SystemExit):
            settle()
    db.rollback()
    for line in db.query(outbox.Line):
        line.held_until = None
    db.commit()
    settle()
    assert len(smtp.mails) == 2, "at least once"
    assert smtp.mails[0]["Message-ID"] == smtp.mails[1]["Message-ID"]
    assert letter(id).carried_at is not None


def test_a_subject_cannot_add_headers(smtp, world, settle):
    made = letters.write("bao@example.org", "en", "welcome", name="x")
    made.subject = "Hello\r\nBcc: everybody@example.org"
    db.commit()
    settle()
    (mail,) = smtp.mails
    assert mail["Subject"] == "Hello Bcc: everybody@example.org"
    assert mail["Bcc"] is None


def test_in_a_demonstration_letters_go_to_the_folder_and_no_server_is_asked(smtp, write, settle):
    demo.mark_loaded()
    id = write()
    settle()
    assert smtp.mails == []
    file = carrier.file_of(carrier.settings().letters_folder, id)
    assert "Welcome" in file.read_text()
    assert file.parent.stat().st_mode & 0o077 == 0
    file.unlink()
