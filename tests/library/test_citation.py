"""Citing a work."""

import json

import pytest


@pytest.fixture
def work(world):
    publisher = world.organisation("Banque & Fils", acronym="BF")
    return world.resource(
        "Money 100% at home_", year=2019, authors=["Awa Diop", "حسين الأسرج"], publishers=[publisher], kind="report",
        url="https://example.org/a_b?x=1&y=2",
    )  # fmt: skip


def cite(client, work, form):
    return client.get(f"/fr/library/{work.slug}/citation.{form}")


def test_bibtex_escapes_what_tex_would_trip_over(client, work):
    told = cite(client, work, "bib")
    assert told.mimetype == "application/x-bibtex"
    assert told.text.startswith(f"@techreport{{{work.slug},")
    assert r"title = {{Money 100\% at home\_}}" in told.text
    assert "author = {{Awa Diop} and {حسين الأسرج}}" in told.text
    assert r"institution = {Banque \& Fils}" in told.text
    assert "url = {https://example.org/a_b?x=1&y=2}" in told.text
    assert told.text.count("{") - told.text.count(r"\{") == told.text.count("}") - told.text.count(r"\}")


def test_ris_is_lines_of_tags(client, work):
    lines = cite(client, work, "ris").data.decode().split("\r\n")
    assert lines[0] == "TY  - RPRT"
    assert "AU  - Awa Diop" in lines
    assert "AU  - حسين الأسرج" in lines
    assert "PY  - 2019" in lines
    assert lines[-2:] == ["ER  - ", ""]


def test_csl_is_json_that_names_people_whole(client, work):
    (item,) = json.loads(cite(client, work, "json").text)
    assert item["type"] == "report"
    assert item["author"][0] == {"literal": "Awa Diop"}
    assert item["issued"] == {"date-parts": [[2019]]}
    assert item["publisher"] == "Banque & Fils"


def test_text_reads_like_a_reference(client, work):
    told = cite(client, work, "txt")
    assert told.text == (
        "Awa Diop; حسين الأسرج (2019). Money 100% at home_. Banque & Fils. https://example.org/a_b?x=1&y=2\n"
    )
    assert told.mimetype == "text/plain"


def test_without_authors_the_publisher_answers_for_it(client, world):
    work = world.resource("Facts?", authors=[], year=None, publishers=[world.organisation("Observatory")])
    assert cite(client, work, "txt").text == f"Observatory. Facts? {work.url}\n"
    assert "institution = {Observatory}" in cite(client, work, "bib").text


def test_another_format_is_not_there(client, work):
    assert cite(client, work, "docx").status_code == 404
    assert client.get("/en/library/nothing/citation.bib").status_code == 404
