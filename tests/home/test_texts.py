"""The pages about the site."""

import re
from urllib.parse import urlsplit

import pytest

from diaspora_commons.home import texts
from diaspora_commons.kernel.languages import LANGUAGES

EVERY = [(name, language) for name in texts.NAMES for language in LANGUAGES]


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_each_is_there_in_each_language(client, clean, name, language):
    answer = client.get(f"/{language}/{name}")
    assert answer.status_code == 200
    assert f"<h1>{texts.text(name, language).title}</h1>" in answer.text
    assert "$" not in answer.text


@pytest.mark.parametrize("name", texts.NAMES)
def test_the_languages_say_as_much_as_each_other(name):
    shapes = {language: re.findall(r"(?m)^(?:#+|-) ", texts.read(name, language)) for language in LANGUAGES}
    assert all(shape == shapes["en"] for shape in shapes.values()), {k: len(v) for k, v in shapes.items()}
    links = {language: sorted(re.findall(r"\]\(([^)]+)\)", texts.read(name, language))) for language in LANGUAGES}
    assert all(found == links["en"] for found in links.values())


@pytest.mark.parametrize("name", texts.NAMES)
def test_no_link_of_theirs_is_dead(client, world, name):
    client.sign_in(world.emre)
    body = client.get(f"/en/{name}").text.split("<main")[1].split("</main>")[0]
    for address in set(re.findall(r'href="(/[^"]*)"', body)):
        assert client.get(urlsplit(address).path).status_code == 200, address


def test_what_is_no_page_is_not_found(client, clean):
    assert client.get("/en/imprint").status_code == 404
