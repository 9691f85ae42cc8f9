"""Ways to pass off something as a certificate of ours, each refused."""

import pytest

from diaspora_commons.courses.certificates import actions, codes
from diaspora_commons.kernel import unit_of_work


def changed(code):
    return [
        code[:place] + letter + code[place + 1 :]
        for place in range(len(code))
        for letter in ("0", "Z")
        if code[place] != letter
    ]


def swapped(code):
    return [
        code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        for place in range(len(code) - 1)
        if code[place] != code[place + 1]
    ]


CYRILLIC = str.maketrans("ABCEHKMPTXY", "АВСЕНКМРТХУ")
GREEK = str.maketrans("ABEHKMNPTXYZ", "ΑΒΕΗΚΜΝΡΤΧΥΖ")
FORGERIES = {
    "one character changed": changed,
    "two neighbours swapped": swapped,
    "letters of another alphabet that look the same": lambda code: [
        code.translate(table) for table in (CYRILLIC, GREEK) if code.translate(table) != code
    ],
    "a code of another site, well formed": lambda code: [codes.new()],
    "all the same": lambda code: [c * codes.LENGTH for c in codes.ALPHABET],
    "shortened or lengthened": lambda code: [code[:-1], code + "0", code + code, code[1:]],
    "SQL": lambda code: [f"{code}' OR '1'='1", "' UNION SELECT code FROM certificate --", f"{code}%", "_" * 13, "%"],
    "HTML": lambda code: ["<script>alert(1)</script>", f'"><img src=x>{code}', "{{7*7}}", "javascript:alert(1)"],
    "paths": lambda code: [f"..%2f{code}", f"{code}%2f..", f"%00{code}", f"{code}%0d%0aSet-Cookie:x"],
    "very long": lambda code: [code * 200, "0" * 5000, "%F0%9F%92%A9" * 300],
    "broken text": lambda code: ["%ff%fe", "\udc80", "%C0%AF", "\x01" * 13],
    "letters that are not in the alphabet": lambda code: [code[:-1] + "U", "U" * 13, code.replace(code[0], "u")],
}


def asked(client, typed):
    """At the address and in the form."""
    address = typed.encode("utf-8", "replace").decode()
    yield client.get(f"/verify/{address}")
    yield client.get("/en/verify", query_string={"code": address})


@pytest.mark.parametrize("kind", FORGERIES)
def test_it_is_not_taken_for_ours(client, certificate, at, kind, monkeypatch):
    monkeypatch.setattr("diaspora_commons.courses.certificates.guesses.MOST", 10_000)
    tried = FORGERIES[kind](certificate.code)
    assert tried, "this code cannot be forged in this way"
    for typed in tried:
        for answer in asked(client, typed):
            assert answer.status_code in (302, 404), typed[:50]
            assert "is valid" not in answer.text
            assert at.check not in answer.headers.get("Location", "")
            assert "<script>alert" not in answer.text
            assert "<img src=x" not in answer.text


def test_what_no_longer_counts_is_never_valid_however_it_is_asked(world, client, certificate):
    with unit_of_work.writing():
        newest = actions.correct_name(world.bao, certificate, "Nguyễn Văn Bảo")
    with unit_of_work.writing():
        actions.revoke(world.emre, newest, "By mistake.")
    for code in (certificate.code, newest.code):
        for typed in (code, code.lower(), codes.written(code), f"{code}?lang=ar", f"{code}?status=valid"):
            answer = client.get(f"/verify/{typed}")
            assert answer.status_code == 200
            assert "badge-check" not in answer.text
        assert client.get(f"/verify/{code}", headers={"Accept": "application/json"}).json["status"] != "valid"


def test_a_paper_with_another_name_shows_when_it_is_checked(client, at):
    """The name stands on the page, so that a good code under another name is noticed."""
    assert '<bdi class="checked-name">Bao</bdi>' in client.get(at.check).text


def test_an_example_never_passes_for_a_certificate(world, client):
    example = world.certificate(world.bao, is_example=True)
    answer = client.get(f"/verify/{example.code}", headers={"Accept": "application/json"}).json
    assert (answer["status"], answer["is_example"]) == ("example", True)


def test_a_certificate_can_be_had_by_nobody_through_another_door(client, world, certificate):
    """Nobody makes one but the commons: there is no address that does."""
    client.sign_in(world.emre)
    for path in ("/en/certificates", f"/en/certificates/{certificate.code}", "/verify", f"/verify/{certificate.code}"):
        assert client.post(path, {"name": "Forger"}).status_code in (404, 405)
