"""The page that answers."""

import re


def test_a_question_in_the_words_of_the_help_is_answered_with_its_text_and_its_date(client, faqs):
    page = client.get("/en/ask", query_string={"q": "two passports"})
    assert page.status_code == 200
    assert 'href="/en/help/dual-citizenship"' in page.text
    assert "Reviewed by a person on" in page.text


def test_the_answer_says_why_and_leads_to_pages_that_are_there(client, faqs):
    page = client.get("/en/ask", query_string={"q": "what are diaspora bonds"})
    assert "Why this answer?" in page.text
    assert page.text.count("Source") >= 1


def choices(client, question):
    answer = client.get("/en/ask", query_string={"q": question}).text
    assert "Did you mean one of these?" in answer
    return re.findall(r'href="(/en/ask\?q=[^"]+)"', answer.split('class="choose talk-choices"')[1].split("</ol>")[0])


def test_an_unclear_question_offers_at_most_three(client, faqs):
    assert 1 <= len(choices(client, "money sent by families")) <= 3


def test_a_choice_asks_exactly_its_question(client, faqs):
    answered = client.get(choices(client, "money sent by families")[0].replace("&amp;", "&"))
    assert "Why this answer?" in answered.text
    assert "You asked in words that a person has tied to this answer." in answered.text


def test_what_nobody_wrote_an_answer_to_is_said_so(client, faqs):
    page = client.get("/en/ask", query_string={"q": "recipe for jollof rice"})
    assert "There is no reviewed answer to this yet" in page.text
    assert 'href="/en/contact"' in page.text


def test_and_the_search_shows_what_it_has(client, world, settle):
    made = world.resource(title="Recipes for jollof rice")
    settle()
    page = client.get("/en/ask", query_string={"q": "recipe for jollof rice"})
    assert f'href="/en/library/{made.slug}"' in page.text
    results = client.get("/api/v1/ask", query_string={"q": "recipe for jollof rice"}).json["results"]
    assert [result["id"] for result in results] == [f"resource:{made.slug}"]


def test_without_a_question_the_page_offers_some(client, faqs):
    page = client.get("/en/ask")
    assert "What people often ask" in page.text
    assert "/en/help#governance" in page.text


def test_each_language_is_answered_in_its_own(client, faqs):
    for language, question in (("fr", "double nationalité"), ("es", "doble nacionalidad"), ("ar", "ازدواج الجنسية")):
        page = client.get(f"/{language}/ask", query_string={"q": question})
        assert f'href="/{language}/help/dual-citizenship"' in page.text


def test_a_question_in_another_language_is_answered_in_that_one_and_marked(client, faqs):
    page = client.get("/en/ask", query_string={"q": "ازدواج الجنسية"})
    assert re.search(r'<div class="prose" lang="ar" dir="rtl">', page.text)


def test_htmx_gets_the_answer_alone(client, faqs):
    headers = {"HX-Request": "true", "HX-Target": "talk"}
    page = client.get("/en/ask", query_string={"q": "diaspora"}, headers=headers)
    assert page.text.lstrip().startswith('<div id="talk"')


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}",
    "%(words)s %s %d",
    "' OR 1=1 --",
    "kind:help facet:x AND ( [ * ~ ^",
    "\u202e\u0000\U0001f600 ﷺ" * 40,
    "a" * 5000,
    "٣" * 400,
]


def test_whatever_is_typed_is_shown_as_text_and_breaks_nothing(client, faqs):
    for question in HOSTILE:
        page = client.get("/en/ask", query_string={"q": question})
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text


def test_bytes_that_are_no_text_break_nothing(client, faqs):
    assert client.get("/en/ask?q=%ED%A0%BD%FF%00").status_code == 200


def test_the_same_question_gets_the_same_reply(client, faqs):
    asked = {"q": "how are remittances and diaspora bonds different"}
    assert client.get("/api/v1/ask", query_string=asked).json == client.get("/api/v1/ask", query_string=asked).json


def test_a_question_about_danger_is_kept_by_nobody(client, faqs):
    page = client.get("/en/ask", query_string={"q": "my husband beats me"})
    assert "call your local emergency number" in page.text
    assert "no-store" in page.headers["Cache-Control"]
