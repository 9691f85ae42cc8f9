"""The holder's own certificate, to print."""

import re

import pytest
import segno

from diaspora_commons.courses.certificates import actions, codes, qr
from diaspora_commons.kernel import unit_of_work


def page(client, at, **query):
    return client.get(at.paper, query_string=query).text


def test_its_holder_prints_it(client, world, at):
    client.sign_in(world.bao)
    answer = client.get(at.paper)
    assert answer.status_code == 200
    for fact in ("Certificate of completion", "Bao", "Remesas", "8 hours", "Leer todas las lecciones.", at.code):
        assert fact in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_nobody_else_does(client, world, at):
    assert client.get(at.paper).status_code == 302
    for person in (world.ines, world.tadesse, world.dalia, world.emre):
        assert client.sign_in(person).get(at.paper).status_code == 404


def test_before_it_is_earned_there_is_none(client, world, course):
    cohort = world.cohort(course)
    world.enrolment(world.bao, cohort)
    answer = client.sign_in(world.bao).get(f"/en/learning/{cohort.code}/certificate")
    assert answer.status_code == 404
    assert "It is made when everything in the course is done." in answer.text


def test_its_holder_chooses_the_language_and_how_the_paper_lies(client, world, at):
    client.sign_in(world.bao)
    here = page(client, at)
    for language in ("en", "fr", "es", "ar"):
        assert f'href="{at.paper.replace("/en/", f"/{language}/")}"' in here
    assert "certificate-portrait" not in here
    assert "certificate-portrait" in page(client, at, paper="portrait")
    assert '<p class="certificate-course" lang="es" dir="ltr">Remesas</p>' in here
    arabic = client.get(at.paper.replace("/en/", "/ar/")).text
    assert '<html lang="ar" dir="rtl">' in arabic


@pytest.mark.parametrize(
    ("name", "face"),
    [
        ("Amina Traoré", ""), ("داليا عبد الرحمن", ""), ("Nguyễn Văn Bảo", " in-one-face"),
        ("ታደሰ ገብረማርያም", " in-one-face"), ("李明華", " in-one-face"), ("Ƙwaƙwalwa Ɗan", " in-one-face"),
    ],
)  # fmt: skip
def test_a_name_in_any_script_stands_by_itself(client, world, certificate, at, name, face):
    with unit_of_work.writing():
        actions.correct_name(world.bao, certificate, name)
    client.sign_in(world.bao)
    assert f'<p class="certificate-name{face}"><bdi>{name}</bdi></p>' in page(client, at)


def test_a_name_given_in_pieces_is_put_together(client, world, certificate, at):
    with unit_of_work.writing():
        corrected = actions.correct_name(world.bao, certificate, "Nguye\u0302\u0303n")
    assert corrected.name.name == "Nguyễn"


def test_its_square_leads_to_the_page_that_checks_it(client, world, at):
    client.sign_in(world.bao)
    drawn = re.search(r'class="qr-dark" d="([^"]+)"', page(client, at))[1]
    dark = set()
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", drawn):
        dark |= {(int(x) + step, int(y)) for step in range(int(length))}
    expected = segno.make(f"http://127.0.0.1:8000{at.check}", error="m", micro=False, boost_error=False)
    rows = list(expected.matrix_iter(border=qr.QUIET))
    assert dark == {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module}


def test_the_square_stays_small_enough_for_paper(app):
    """At 32 mm a module must not be finer than half a millimetre, for a long host name too."""
    size, _path = qr.path(f"https://certificates.of.a.rather.long.host.example.org/verify/{codes.written(codes.new())}")
    assert 32 / size > 0.5


def test_one_that_was_revoked_is_not_printed_any_more(client, world, certificate, at):
    with unit_of_work.writing():
        actions.revoke(world.emre, certificate, "It was issued by mistake.")
    client.sign_in(world.bao)
    here = page(client, at)
    assert "It was issued by mistake." in here
    assert "team@localhost" in here
    assert "Certificate of completion" not in here
    assert 'class="qr"' not in here


def test_a_list_of_them_is_a_fragment_for_other_pages(app, world, certificate):
    from flask import render_template

    from diaspora_commons.courses.certificates import queries

    with app.test_request_context("/en/"):
        listed = render_template("courses/certificates/_certificates.html", certificates=queries.of_person(world.bao))
        nothing = render_template("courses/certificates/_certificates.html", certificates=[])
    assert f"/learning/{certificate.cohort_code}/certificate" in listed
    assert "hidden" in nothing
