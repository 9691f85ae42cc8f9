import importlib

import pytest
import Stemmer

from diaspora_commons.search import arabic
from diaspora_commons.search.folding import fold
from diaspora_commons.search.words import stem, stem_terms, stop_words, surface_terms, words


def plain(text):
    return [word.plain for word in words(text)]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Développement", "developpement"),
        ("MIGRACIÓN", "migracion"),
        ("São Tomé", "sao tome"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Œuvre", "oeuvre"),
        ("ﬁnance", "finance"),
        ("المُغْتَرِبِين", "المغتربين"),
        ("أحمد", "احمد"),
        ("إعادة", "اعاده"),
        ("آسيا", "اسيا"),
        ("مستشفى", "مستشفي"),
        ("مـــغرب", "مغرب"),
        ("١٢٣", "123"),
        ("ﻻجئ", "لاجي"),
    ],
)
def test_the_same_letters_have_one_spelling(written, folded):
    assert fold(written) == folded


def test_words_keep_the_marks_that_are_letters():
    assert plain("हिन्दी भाषा।") == ["हिन्दी", "भाषा"]
    assert plain("ภาษาไทย") == ["ภาษาไทย"]


def test_initials_are_one_word_and_elisions_are_two():
    assert plain("l'O.I.M. d’Afrique") == ["l", "oim", "d", "afrique"]


def test_chinese_is_read_in_pairs():
    assert plain("东京都市") == ["东京", "京都", "都市"]


def test_words_know_where_they_stand():
    text = "«Les Maliens», 2024"
    assert [text[word.start : word.end] for word in words(text)] == ["Les", "Maliens", "2024"]


@pytest.mark.parametrize("written", ["الهجرة", "للهجرة", "والهجرة", "بالهجرة", "هجرة", "هجرات", "الهِجْرَة"])
def test_an_arabic_word_is_one_whatever_is_attached(written):
    assert stem(written, "ar") == stem("هجرة", "ar")


@pytest.mark.parametrize(("one", "other"), [("لبناني", "لبنان"), ("اللبنانية", "لبنان"), ("السنغاليون", "السنغال")])
def test_who_comes_from_a_country_meets_the_country(one, other):
    assert stem(one, "ar") == stem(other, "ar")


def test_a_single_attached_letter_gives_a_second_reading():
    assert arabic.without_particle("بلبنان") == "لبنان"
    assert arabic.without_particle("لبن") is None
    assert f"ar.{stem('لبنان', 'ar')}" in surface_terms(words("بلبنان"), "ar")


@pytest.mark.parametrize(
    ("british", "american"),
    [("organisations", "organizations"), ("labour", "labor"), ("programmes", "programs"), ("centre", "center"),
     ("travelling", "traveling"), ("analyse", "analyze"), ("defence", "defense")],
)  # fmt: skip
def test_both_spellings_of_english_are_one(british, american):
    assert stem(british, "en") == stem(american, "en")


def test_what_only_looks_british_is_left_alone():
    assert stem("rising", "en") == stem("rise", "en")
    assert stem("calling", "en") == stem("call", "en")
    assert stem("differences", "en") == stem("different", "en")


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("fr", "migration", "migrations"),
        ("es", "remesa", "remesas"),
        ("pt", "migração", "migrações"),
        ("en", "seed", "seeds"),
    ],
)
def test_one_and_many_have_one_stem(language, one, many):
    assert stem(one, language) == stem(many, language)


def test_a_stem_carries_its_language():
    assert stem_terms(words("les migrations"), "fr") == ["fr.migrat"]
    assert stem_terms(words("Wörter"), "de") == ["x.worter"]


def test_stop_words_are_folded_and_every_content_language_has_some():
    for language in ("en", "fr", "es", "ar", "pt"):
        assert len(stop_words(language)) > 80
        assert all(word == fold(word) for word in stop_words(language))
    assert stop_words("de") == frozenset()


@pytest.mark.parametrize("name", ["english", "french", "spanish", "portuguese"])
def test_the_compiled_stemmers_agree_with_those_in_python(name):
    pure = importlib.import_module(f"snowballstemmer.{name}_stemmer")
    slow, quick = getattr(pure, f"{name.title()}Stemmer")(), Stemmer.Stemmer(name)
    names = (
        "organisations associations migrantes développement communautés remesas desarrollo mulheres nações travailing"
    )
    for (
        word
    ) in f"{names} {' '.join(stop_words('en') | stop_words('fr') | stop_words('es') | stop_words('pt'))}".split():
        assert quick.stemWord(word) == slow.stemWord(word), word
