"""The mailbox of a demonstration, which exists nowhere else."""

import pytest

from diaspora_commons.kernel import demo
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.settings import settings
from diaspora_commons.notifications import letters


@pytest.fixture
def demonstration(world):
    for file in settings().letters_folder.glob("*"):
        file.unlink()
    demo.mark_loaded()
    db.commit()
    yield
    for file in settings().letters_folder.glob("*"):
        file.unlink()


@pytest.fixture
def letter(demonstration, settle):
    letter = letters.write("bao@example.org", "en", "welcome", name="<script>alert(1)</script> & Co")
    db.commit()
    id = letter.id
    settle()
    return id


def test_elsewhere_there_is_none(client, world):
    assert client.get("/en/demo/letters").status_code == 404
    assert client.get("/en/demo/letters/1").status_code == 404


def test_beyond_this_machine_there_is_none(client, letter, monkeypatch):
    public = settings().model_copy(update={"host": "0.0.0.0"})
    monkeypatch.setattr(demo, "settings", lambda: public)
    assert client.get("/en/demo/letters").status_code == 404
    assert client.get(f"/en/demo/letters/{letter}").status_code == 404


def test_every_letter_is_there_and_its_links_lead_here(client, letter):
    page = client.get("/en/demo/letters")
    assert "Welcome" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    read = client.get(f"/en/demo/letters/{letter}").text
    assert 'href="/en/desk"' in read
    assert "<script>alert" not in read
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co" in read


def test_an_empty_mailbox_says_what_to_do(client, demonstration):
    assert "No letters yet" in client.get("/en/demo/letters").text
    assert client.get("/en/demo/letters/999").status_code == 404
    assert client.get("/en/demo/letters/99999999999999999999999").status_code == 404
