"""What people call countries, sectors, languages and the rest."""

import pytest

from diaspora_commons.assistant import names


@pytest.mark.parametrize(
    ("kind", "text", "language", "code"),
    [
        ("country", "we need a partner in Kenya", "en", "KE"),
        ("country", "senegalese associations", "en", "SN"),
        ("country", "un partenaire en Tunisie", "fr", "TN"),
        ("country", "des associations maliennes", "fr", "ML"),
        ("country", "ONG colombianas", "es", "CO"),
        ("country", "شريك في كينيا", "ar", "KE"),
        ("country", "Tuvalu", "en", "TV"),
        ("country", "Republic of the Congo", "en", "CG"),
        ("sector", "un projet de création d'entreprises", "fr", "business"),
        ("sector", "salud materna", "es", "health"),
        ("sector", "في مجال التعليم", "ar", "education"),
        ("language", "in arabic", "en", "ar"),
        ("language", "بالإنجليزية", "ar", "en"),
        ("month", "la de febrero", "es", "2"),
        ("month", "في شباط", "ar", "2"),
        ("ordinal", "le deuxième", "fr", "2"),
        ("ordinal", "the first one", "en", "1"),
        ("level", "for intermediate level", "en", "intermediate"),
        ("topic", "التحويلات المالية", "ar", "remittances"),
        ("page", "la page des cours", "fr", "courses"),
    ],
)
def test_a_name_is_known(kind, text, language, code):
    assert [found.code for found in names.mentions(kind, text, language)] == [code]


@pytest.mark.parametrize("text", ["give us money", "it is in order", "may I", "no", "the turkey was good though"])
def test_small_words_are_no_countries(text):
    assert [m.code for m in names.mentions("country", text, "en") if m.code != "TR"] == []


def test_a_slip_is_forgiven_where_nobody_knows_the_word():
    def nobody(word):
        return False

    assert [m.code for m in names.mentions("sector", "working on educaton", "en", nobody)] == ["education"]
    assert names.mentions("sector", "working on educaton", "en", lambda word: True) == []


def test_only_says_nothing_when_more_is_said():
    assert names.only("language", "english", "en") == "en"
    assert names.only("language", "english courses", "en") == ""
