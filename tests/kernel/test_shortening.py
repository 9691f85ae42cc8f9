"""Pages of those who are signed in are packed too, and their length betrays no token."""

import gzip
import re

from client import TOKEN


def token_in(text):
    return re.search(r'name="csrf_token" value="([^"]+)"', text)[1]


def test_a_page_of_ones_own_is_packed_for_who_can_unpack_it(client, world):
    client.sign_in(world.amina)
    plain = client.get("/en/account", headers={"Accept-Encoding": "identity"})
    packed = client.get("/en/account", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert len(packed.data) < len(plain.data) / 2
    assert "Amina" in gzip.decompress(packed.data).decode()


def test_the_token_is_shown_under_another_mask_each_time(client, world):
    client.sign_in(world.amina)
    first, second = (client.get("/en/account").text for _ in range(2))
    assert TOKEN not in first
    assert token_in(first) != token_in(second)


def test_what_a_page_showed_is_taken_and_what_it_did_not_is_refused(client, world):
    client.sign_in(world.amina)
    shown = token_in(client.get("/en/account").text)
    assert client.post("/en/sign-out", {"csrf_token": shown[:-4] + "AAAA"}).status_code == 403
    assert client.post("/en/sign-out", {"csrf_token": "é?"}).status_code == 403
    assert client.post("/en/sign-out", {"csrf_token": shown}).status_code == 303


def test_a_file_is_packed_for_those_who_are_signed_in_too(client, world):
    answer = client.sign_in(world.amina).get("/static/css/parts.css", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "no-store" not in answer.headers["Cache-Control"]
