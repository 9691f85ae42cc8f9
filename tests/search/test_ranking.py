import pytest
from whoosh import query as whoosh_query
from whoosh.scoring import BM25F

from diaspora_commons.search import engine
from diaspora_commons.search.postings import rarity
from diaspora_commons.search.query import parse
from diaspora_commons.search.ranking import Concept, Form, added, impacts, rank
from diaspora_commons.search.words import words

VERSE = """Seeds travel in letters. A market of seeds and bread. Bread for the journey, and letters home. Seeds, seeds,
seeds. The river carries letters. Nobody sells the river. Bread and river and seeds in one market."""


class Weighing(BM25F):
    """Whoosh's own, with our weight of a word."""

    def idf(self, searcher, field, term):
        return rarity(searcher.doc_frequency(field, term), searcher.doc_count_all())


def test_the_scores_are_those_of_whoosh_itself(shelf):
    for verse in VERSE.split("."):
        shelf.put(verse.strip() or "Silence", verse * 3)
    engine.rebuild()
    terms = ["en.seed", "en.letter", "en.river"]
    with engine.engine().reading() as snapshot:
        mine = added([impacts(snapshot, Concept(words(t)[0], (Form("all", t),))) for t in terms])
        from whoosh.searching import Searcher

        searcher = Searcher(snapshot.reader, weighting=Weighing(B=snapshot.B, K1=snapshot.K1))
        hits = searcher.search(whoosh_query.Or([whoosh_query.Term("all", t) for t in terms]), limit=None)
        theirs = {hit.docnum: hit.score for hit in hits}
    assert theirs
    assert mine == pytest.approx(theirs)


def test_a_title_counts_more_than_a_mention(shelf, found):
    shelf.put("A walk", "Somewhere there are seeds, and many other things besides.")
    shelf.put("Seeds", "Somewhere there is a walk, and many other things besides.")
    assert found("seeds") == ["Seeds", "A walk"]


def test_a_title_that_says_just_what_is_asked_comes_first(shelf, found):
    shelf.put("Bread and butter", "Bread, bread and bread. " * 9)
    shelf.put(
        "What is a bread?",
        "It is baked of flour, and eaten in many places on many days, with much or with little on it.",
    )
    shelf.put("Le pain et le sel", "Pain et pain. " * 9, language="fr")
    shelf.put("Les pains", "On en mange partout, tous les jours, avec beaucoup ou peu de choses dessus.", language="fr")
    for asked in ("bread", "breads", "what is a bread", "Bread?"):
        assert found(asked)[0] == "What is a bread?"
    assert found("le pain", "fr")[0] == "Les pains"


def test_the_readers_language_comes_first_and_no_other_is_hidden(shelf, found):
    shelf.put("Diaspora", "A text.", language="en")
    shelf.put("Diaspora", "Un texte.", language="fr", slug="french")
    shelf.put("Diáspora", "Un texto.", language="es")
    assert found("diaspora", "es")[0] == "Diáspora"
    assert len(found("diaspora", "fr")) == 3


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Senegalese remittances", "en"),
        ("transferts d'argent Sénégal", "fr"),
        ("remesas senegalesas", "es"),
        ("تحويلات السنغال", "ar"),
    ],
)
def test_a_search_in_any_language_finds_what_is_about_the_same_in_another(shelf, found, text, language):
    shelf.put("Money home", "What tailors send.", facets={"about": ["SN"], "topic": ["remittances"]})
    shelf.put("Voting", "What tailors want.", facets={"about": ["ML"], "topic": ["political-participation"]})
    assert found(text, language)[0] == "Money home"


def test_a_demonym_finds_the_country_and_the_other_way_round(shelf, found):
    shelf.put("Une association malienne", language="fr")
    shelf.put("Tailors of Mali")
    assert set(found("Mali")) == {"Une association malienne", "Tailors of Mali"}
    assert set(found("malien", "fr")) == {"Une association malienne", "Tailors of Mali"}


def test_an_acronym_finds_what_it_is_short_for(shelf, found):
    shelf.put("The International Organization for Migration at work")
    shelf.put("L'OIM à Paris", language="fr")
    shelf.put("A village")
    for text, language in (("IOM", "en"), ("OIM", "es"), ("م د ه", "ar")):
        assert set(found(text, language)) == {"The International Organization for Migration at work", "L'OIM à Paris"}


@pytest.mark.parametrize("asked", ["الهجرة", "هجرة", "للهجرة", "الهِجْرَة", "والهجرة"])
def test_arabic_is_found_with_and_without_marks_and_particles(shelf, found, asked):
    shelf.put("سياسة الهجرة الوطنية", language="ar")
    assert found(asked, "ar") == ["سياسة الهجرة الوطنية"]


def test_alef_variants_and_attached_letters_are_seen_through(shelf, found):
    shelf.put("إعادة الإعمار بلبنان", language="ar")
    assert found("اعادة الاعمار", "ar")
    assert found("لبنان", "ar")


def test_unaccented_words_find_accented_ones(shelf, found):
    shelf.put("Développement et santé", language="fr")
    assert found("developpement", "fr")
    assert found("sante", "en")


def test_a_misspelt_word_finds_its_neighbours(shelf, found):
    shelf.put("Migration in the Sahel")
    shelf.put("Une association sénégalaise", language="fr")
    shelf.put("Senegal")
    assert found("migraton") == ["Migration in the Sahel"]
    assert set(found("Senegl")) == {"Senegal", "Une association sénégalaise"}


def test_a_word_is_not_worth_more_for_having_more_names(shelf):
    shelf.put("Health", "Doctors.")
    shelf.put("Seeds", "Farmers.")
    engine.rebuild()
    with engine.engine().reading() as snapshot:
        health = rank(snapshot, parse("health"), "fr", lambda word: ())
        seeds = rank(snapshot, parse("seeds"), "fr", lambda word: ())
    assert health.scores[0] == pytest.approx(seeds.scores[1])


def test_words_that_say_nothing_are_left_out_unless_there_are_no_others(shelf, found):
    shelf.put("What is to be done")
    shelf.put("Seeds")
    assert found("what is seeds") == ["Seeds"]
    assert found("what is to be") == ["What is to be done"]


def test_a_letter_alone_is_a_word_and_no_sign_of_another_language(shelf, found):
    shelf.put("Vitamin C")
    shelf.put("Vitamin D")
    assert found("vitamin d") == ["Vitamin D", "Vitamin C"]


def test_a_long_sentence_is_understood_to_its_end(shelf, found):
    shelf.put("Bread")
    shelf.put("Quinces")
    sentence = "what many people whom I met on the way to the market and back home told me of bread and of quinces"
    assert set(found(sentence)) == {"Bread", "Quinces"}


def test_a_phrase_must_stand_in_the_text(shelf, found):
    shelf.put("The global compact for migration")
    shelf.put("A compact book of global migration")
    assert len(found("global compact")) == 2
    assert found('"global compact"') == ["The global compact for migration"]
    assert found('"of global migration"') == ["A compact book of global migration"]
    assert found('"compact global"') == []


def test_an_unwanted_word_or_phrase_must_not(shelf, found):
    shelf.put("Seeds and bread")
    shelf.put("Seeds and water")
    assert found("seeds -bread") == ["Seeds and water"]
    assert found('seeds -"and water"') == ["Seeds and bread"]
    assert found("-bread") == ["Seeds and water"]
