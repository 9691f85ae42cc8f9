from hypothesis import given
from hypothesis import strategies as st

from diaspora_commons.search.query import MOST_CHARACTERS, MOST_WORDS, parse


def plain(query):
    return [word.plain for word in query.words]


def test_words_are_words():
    assert plain(parse("Semences pour Kayes")) == ["semences", "pour", "kayes"]


def test_a_phrase_is_kept_and_its_words_rank():
    query = parse("seeds “Global Compact” «sud sahel»")
    assert query.phrases == ("global compact", "sud sahel")
    assert plain(query) == ["seeds", "global", "compact", "sud", "sahel"]


def test_a_quotation_mark_that_is_never_closed_closes_at_the_end():
    assert parse('"global compact').phrases == ("global compact",)


def test_minus_before_a_word_or_a_phrase_leaves_it_out():
    query = parse('seeds -market -"small loans" self-help -')
    assert query.without == ("market", "small loans")
    assert plain(query) == ["seeds", "self", "help"]


def test_a_facet_can_be_typed():
    query = parse("seeds country:ml kind:Initiative")
    assert query.chosen == {"country": ("ML",), "kind": ("initiative",)}
    assert query.typed == "seeds"


def test_what_looks_like_a_facet_and_is_none_is_words():
    assert plain(parse("https://example.org note:this")) == ["https", "example", "org", "note", "this"]


def test_choices_of_the_address_join_those_typed():
    query = parse("seeds country:ML").narrowed({"country": ["SN", "ML"], "nonsense": ["x"]})
    assert query.chosen == {"country": ("ML", "SN")}


def test_a_query_is_bounded():
    query = parse("word " * 500)
    assert len(query.words) == MOST_WORDS
    assert len(query.text) <= MOST_CHARACTERS


def test_words_know_where_they_stand_in_the_text():
    query = parse("  the   migraton\tdata ")
    assert [query.text[word.start : word.end] for word in query.words] == ["the", "migraton", "data"]


def test_nothing_is_empty():
    for text in ("", "   ", "\0", "-", '""', "!?"):
        assert parse(text).is_empty


@given(st.text(max_size=400))
def test_nothing_typed_is_an_error(text):
    query = parse(text)
    assert len(query.words) <= MOST_WORDS
