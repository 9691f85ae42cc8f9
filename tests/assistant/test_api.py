"""The assistant for programs."""

FIELDS = {
    "kind", "slug", "question", "answer", "answer_html", "confidence", "choices", "results", "links", "sources",
    "reviewed", "language", "explain", "ruleset",
}  # fmt: skip


def ask(client, question, lang="en"):
    return client.get("/api/v1/ask", query_string={"q": question, "lang": lang})


def test_an_answer_has_all_its_fields(client, faqs):
    reply = ask(client, "what are diaspora bonds").json
    assert set(reply) == FIELDS
    assert (reply["kind"], reply["slug"], reply["language"]) == ("answer", "diaspora-bonds", "en")
    assert reply["confidence"] > 0.5
    assert reply["sources"]
    assert reply["explain"]["words"]
    assert reply["answer_html"].startswith("<p>")


def test_a_choice_names_up_to_three(client, faqs):
    reply = ask(client, "money sent by families").json
    assert reply["kind"] == "choices"
    assert 1 <= len(reply["choices"]) <= 3
    assert set(reply["choices"][0]) == {"slug", "question"}


def test_no_answer_says_so_and_gives_results(client, faqs):
    reply = ask(client, "recipe for jollof rice").json
    assert (reply["kind"], reply["slug"], reply["answer"]) == ("results", None, None)


def test_danger_comes_first_and_is_not_kept(client, faqs):
    response = ask(client, "i want to die")
    assert response.json["kind"] == "safety"
    assert response.json["slug"] == "safety-emergency"
    assert "no-store" in response.headers["Cache-Control"]


def test_the_answer_follows_the_language_of_the_page(client, faqs):
    assert ask(client, "diaspora bonds", "fr").json["language"] == "fr"


def test_nothing_asked_is_an_error_in_json(client, faqs):
    response = ask(client, "  ")
    assert response.status_code == 422
    assert response.is_json


def test_no_cookie_is_set(client, faqs):
    assert "Set-Cookie" not in ask(client, "diaspora").headers
