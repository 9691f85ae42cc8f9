from diaspora_commons.search.query import parse
from diaspora_commons.search.ranking import concepts
from diaspora_commons.search.snippets import WIDTH, Marker

LONG = "Neighbours meet on Sundays. " * 30 + "They sell drought-proof seeds in Kayes. " + "Then they go home. " * 30


def marker(text, language="en"):
    return Marker(concepts(parse(text), language))


def test_the_words_are_marked_in_all_their_forms():
    assert marker("migrations").marked("Migration and migrants", "en") == "<mark>Migration</mark> and migrants"
    assert marker("développement").marked("Le développement local", "fr") == "Le <mark>développement</mark> local"
    assert marker("developpement").marked("Le développement local", "fr") == "Le <mark>développement</mark> local"


def test_a_country_is_marked_in_another_language():
    assert marker("السنغال", "ar").marked("Tailors of Senegal", "en") == "Tailors of <mark>Senegal</mark>"


def test_whatever_the_text_holds_is_harmless():
    evil = 'seeds <script>run("x")</script> & <mark>'
    assert marker("seeds script").marked(evil, "en") == (
        "<mark>seeds</mark> &lt;<mark>script</mark>&gt;run(&#34;x&#34;)&lt;/<mark>script</mark>&gt; &amp; &lt;mark&gt;"
    )


def test_the_passage_is_the_one_that_answers():
    snippet = marker("seeds kayes").snippet(LONG, "", "en")
    assert "<mark>seeds</mark> in <mark>Kayes</mark>" in snippet
    assert snippet.startswith("… ")
    assert snippet.endswith(" …")
    assert len(snippet.striptags()) <= WIDTH + 5


def test_a_body_is_shown_only_when_the_summary_does_not_answer():
    assert "Sundays" in marker("sundays").snippet("A summary.", LONG, "en")
    assert marker("nothing").snippet("A summary.", LONG, "en") == "A summary."


def test_a_long_text_without_spaces_is_cut_all_the_same():
    assert len(marker("x").snippet("y" * 5000, "", "en")) < WIDTH + 20
