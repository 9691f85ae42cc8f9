"""What is quick on a line must not take hours on a novel, least of all for somebody who has no account."""

import time
from contextlib import contextmanager
from io import BytesIO

import pytest
from PIL import Image

from diaspora_commons.accounts import passwords
from diaspora_commons.kernel import pictures, uploads
from diaspora_commons.kernel.errors import Invalid
from diaspora_commons.kernel.prose import markdown, plain

LONG = 120_000
DOTS = "a@" + "." * LONG + "@"


@contextmanager
def within(seconds):
    """Of the processor's time, whatever else the machine does; what this is about would take minutes or hours."""
    begun = time.process_time()
    yield
    assert time.process_time() - begun < seconds


def test_a_report_with_an_endless_address_is_refused_at_once(client, world):
    with within(10):
        answer = client.post("/en/moderation/report", {"concern": "wrong", "words": "x", "email": DOTS})
    assert answer.status_code == 422


def test_an_invitation_to_an_endless_address_is_refused_at_once(client, world):
    client.sign_in(world.amina)
    path = f"/en/organisations/{world.sahel.slug}/team/invitations"
    with within(10):
        assert client.post(path, {"email": DOTS[:-1] + ",", "role": "editor"}).status_code == 422


def test_a_hundred_thousand_accents_are_no_password(client):
    accents = "a" + "\u0300\u0316" * LONG
    with within(10):
        assert passwords.problem_with(accents)
        assert not passwords.fits(accents, None)
        answer = client.post("/en/register", {"name": "Sami", "email": "sami@example.org", "password": accents})
    assert answer.status_code == 422


def test_an_endless_address_of_a_page_is_not_taken_apart(client, world):
    client.sign_in(world.amina)
    draft = world.initiative()
    with within(10):
        website = "https://a" + "\u0300\u0316" * (LONG // 2)
        answer = client.post(f"/en/initiatives/{draft.slug}/edit", {"title": "Seeds", "website": website})
    assert answer.status_code == 422


def test_thousands_of_partners_are_not_looked_up(client, world):
    client.sign_in(world.amina)
    draft = world.initiative()
    for lines in ("a\n" * 1400, "a\n" * 100_000):
        with within(10):
            answer = client.post(f"/en/initiatives/{draft.slug}/edit", {"title": "Seeds", "partners": lines})
        assert answer.status_code == 422


@pytest.mark.parametrize(
    "text",
    ["[" * 20_000, ">" * 20_000, "*a **a " * 2800, "[a](" * 5000, "![" * 10_000, "<" * 20_000, "* " * 10_000,
     "|a" * 5000 + "\n" + "|-" * 5000, "`" * 20_000, "&" * 20_000, "_a__" * 5000],
)  # fmt: skip
def test_marks_upon_marks_are_read_in_no_time(text):
    with within(10):
        markdown(text)
        plain(text)


def test_a_picture_of_very_many_points_is_refused_before_it_is_opened():
    sent = BytesIO()
    Image.new("1", (9000, 9000)).save(sent, "PNG")
    assert len(sent.getvalue()) < 50_000
    with within(1), pytest.raises(Invalid):
        uploads.picture(sent.getvalue())


def test_nothing_is_decoded_for_who_will_be_turned_away(client, world, monkeypatch):
    opened = []
    monkeypatch.setattr(pictures, "picture", lambda *given: opened.append(given))
    draft = world.initiative()
    for path in (f"/en/organisations/{world.sahel.slug}/logo", f"/en/initiatives/{draft.slug}/edit"):
        data = {"image": (BytesIO(b"GIF89a"), "a.gif")}
        assert client.post(path, data, content_type="multipart/form-data").status_code == 403
        assert not opened
        client.sign_in(world.amina)
        client.post(path, {"image": (BytesIO(b"GIF89a"), "a.gif")}, content_type="multipart/form-data")
        assert opened.pop()
        client.sign_out()


def test_two_who_send_the_same_picture_at_once_leave_one(tmp_path, monkeypatch):
    real = uploads.Path.replace

    def overtaken(self, target):
        monkeypatch.setattr(uploads.Path, "replace", real)
        uploads.keep(tmp_path, b"picture")
        return real(self, target)

    monkeypatch.setattr(uploads.Path, "replace", overtaken)
    name = uploads.keep(tmp_path, b"picture")
    assert [file.name for file in tmp_path.iterdir()] == [name]
