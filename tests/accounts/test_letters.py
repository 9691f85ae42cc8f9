"""The letters that one got, kept in the account too."""

import pytest

from diaspora_commons.accounts.letters import write_to
from diaspora_commons.accounts.queries import recipient, unread_letters
from diaspora_commons.kernel.database import db


@pytest.fixture
def letter(world):
    letter = write_to(world.bao, "welcome")
    db.commit()
    return letter


def test_one_reads_ones_own_letters(client, world, letter):
    client.sign_in(world.bao)
    assert "Welcome" in client.get("/en/account/letters").text
    page = client.get(f"/en/account/letters/{letter.id}").text
    assert "Dear Bao," in page
    assert "/en/desk" in page


def test_nobody_elses_letter_is_there(client, world, letter):
    assert client.get(f"/en/account/letters/{letter.id}").status_code == 302
    assert client.sign_in(world.ines).get(f"/en/account/letters/{letter.id}").status_code == 404
    assert "No letters yet" in client.get("/en/account/letters").text


def test_reading_a_page_changes_nothing_and_a_button_marks_all_as_read(client, world, letter):
    client.sign_in(world.bao).get(f"/en/account/letters/{letter.id}")
    assert unread_letters(world.bao) == 1
    assert client.post("/en/account/letters/reading").status_code == 303
    assert unread_letters(world.bao) == 0
    assert "Mark all as read" not in client.get("/en/account/letters").text


def test_marking_ones_own_leaves_others_unread(client, world, letter):
    client.sign_in(world.ines).post("/en/account/letters/reading")
    assert unread_letters(world.bao) == 1
    assert client.post("/en/account/letters/reading", forged=True).status_code == 403


def test_many_letters_stand_on_pages(client, world):
    for _ in range(45):
        write_to(world.bao, "welcome")
    db.commit()
    client.sign_in(world.bao)
    assert client.get("/en/account/letters").text.count("hit-title") == 20
    assert client.get("/en/account/letters?page=3").text.count("hit-title") == 5
    for odd in ("0", "-1", "x", "99999999999999999999", "4"):
        assert client.get(f"/en/account/letters?page={odd}").status_code == 200


def test_other_rooms_write_to_a_person_once(world):
    first = write_to(world.amina, "welcome", once="welcome:1")
    assert write_to(world.amina, "welcome", once="welcome:1") is None
    assert (first.address, first.language, first.person_id) == (world.amina.email, "fr", world.amina.id)
    assert recipient(world.amina.id).address == world.amina.email
    assert recipient(10_000) is None
