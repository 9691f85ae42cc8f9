import pytest

from diaspora_commons.search import ideas
from diaspora_commons.search.words import LANGUAGES, words


def named(text, language):
    return {mention.idea.name for mention in ideas.mentions(words(text), language)}


@pytest.mark.parametrize(
    ("text", "language"),
    [("Senegalese tailors", "en"), ("les couturières sénégalaises", "fr"), ("sastres senegaleses", "es"),
     ("الخياطون السنغاليون", "ar"), ("o Senegal", "pt")],
)  # fmt: skip
def test_a_country_is_one_idea_in_every_language(text, language):
    assert "country.SN" in named(text, language)


@pytest.mark.parametrize("text", ["IOM", "l'OIM", "O.I.M.", "م د ه"])
def test_an_acronym_is_known_in_any_language(text):
    assert all("iom" in named(text, language) for language in LANGUAGES)


def test_the_longest_name_wins():
    assert named("Guinea-Bissau", "en") == {"country.GW"}
    assert named("Papua New Guinea", "en") == {"country.PG"}
    assert "migration" not in named("the Global Compact for Migration", "en")


def test_a_strict_idea_has_one_name_and_a_loose_one_leads_to_other_languages_only():
    strict = next(idea for idea in ideas.listed() if idea.name == "iom")
    loose = next(idea for idea in ideas.listed() if idea.name == "research")
    assert strict.terms_beyond({"en"}) == ("iom",)
    assert "research@en" not in loose.terms_beyond({"en"})
    assert "research@fr" in loose.terms_beyond({"en"})


def test_every_name_in_the_data_says_something():
    for idea, by_language in ideas.listed().items():
        assert set(by_language) <= {*LANGUAGES, "*"}, idea
        for language, names in by_language.items():
            assert all(words(name) for name in names), (idea, language)


def test_a_stop_word_is_no_idea():
    assert named("the US and us", "en") == set()
