"""The help: a list by topic, and a page for each question."""

import re

from diaspora_commons.assistant import actions, pages, queries
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.permissions import SYSTEM, VISITOR

SHOWN, HIDDEN, LEADING = "dual-citizenship", "verify-certificate", "assistant-greeting"


def test_the_help_lists_questions_by_topic(client, faqs):
    page = client.get("/en/help")
    assert 'id="governance"' in page.text
    assert f"/en/help/{SHOWN}" in page.text


def test_a_question_has_a_page_in_every_language(client, faqs):
    for language in ("en", "fr", "es", "ar"):
        assert client.get(f"/{language}/help/{SHOWN}").status_code == 200


def test_a_text_that_exists_in_english_only_is_marked_so(client, clean, content):
    english = [row for row in content if row["language"] == "en"]
    with unit_of_work.writing():
        actions.load_faqs(SYSTEM, english)
    page = client.get("/ar/help/gcm-binding").text
    assert re.search(r'<h1[^>]*lang="en"[^>]*dir="ltr"', page)


def test_a_text_in_the_language_of_the_page_is_not(client, faqs):
    assert not re.search(r'<h1[^>]*lang="en"', client.get("/ar/help/gcm-binding").text)


def test_a_question_that_leads_to_a_missing_page_is_nowhere(client, faqs, monkeypatch):
    assert client.get("/api/v1/ask", query_string={"q": "hello"}).json["slug"] == LEADING
    monkeypatch.setattr(pages, "endpoints", [set])
    client.application.wsgi_app.kept.clear()
    assert queries.those(VISITOR, [LEADING]) == []
    assert client.get(f"/en/help/{LEADING}").status_code == 404
    assert f"/help/{LEADING}" not in client.get("/en/help").text
    assert LEADING not in [text.faq.slug for text in queries.texts(None)]
    reply = client.get("/api/v1/ask", query_string={"q": "hello"}).json
    assert (reply["kind"], reply["slug"]) == ("results", None)


def test_a_question_is_hidden_until_its_pages_are_built(client, faqs):
    is_built = pages.exists("certificate-verify")
    assert client.get(f"/en/help/{HIDDEN}").status_code == (200 if is_built else 404)


def test_every_page_that_a_shown_answer_leads_to_is_there(client, faqs):
    leading = {link.page for faqs in queries.by_topic(VISITOR).values() for faq in faqs for link in faq.links}
    assert leading
    for name in sorted(leading):
        assert pages.exists(name)


def test_every_name_in_the_content_is_in_the_registry(content):
    named = {link.removeprefix("page:") for row in content for link in row["links"]}
    assert named <= set(pages.PAGES)
