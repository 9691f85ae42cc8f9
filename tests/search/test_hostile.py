import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diaspora_commons.search import engine
from diaspora_commons.search.documents import Document
from diaspora_commons.search.query import parse

LISTED = [
    "NOT NOT a",
    "a AND OR NOT",
    "*",
    "**",
    "a*b*c*",
    "? ?",
    "[a TO z]",
    "{a TO",
    "title:",
    ":x",
    "kind:",
    "kind:*",
    "a~9",
    "a^99",
    "((((((",
    "))))",
    '"',
    '""""',
    '"a" "b" "c',
    "- - -",
    "--a",
    "-" * 300,
    "a " * 10_000,
    '"' + "a " * 5000 + '"',
    "\0\1\2",
    "\ud800",
    "%00",
    "%s%s%n",
    "{{7*7}}",
    "<script>",
    "' OR 1=1 --",
    "../../etc/passwd",
    "\u202e\u202d\ufeff",
    "é" * 300,
    "ا" * 300,
    "漢" * 300,
    "𝒳𝒴𝒵",
    "🌍🌎🌏",
    "İıŞş",
    "ﷺ",
    "ﬀﬁﬂ",
    "Z̸̡̢͎͔͒a̷l̶g̴o̵",
    "-word",
    '-"',
    "country:" + "x" * 300,
    "year:99999999999999999999",
    "kind:initiative " * 50,
    "the of and",
    "و في من",
    "\u0000" * 50,
    "\n\r\t",
    "a.b.c.d.e.f.",
    ".a.",
    "١٢٣",
    "½ ² ①",
    "ß" * 100,
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(autouse=True)
def index(folder):
    engine.use(folder)
    if not engine.version():
        engine.engine().rebuild(
            Document(
                "resource",
                i,
                f"r{i}",
                "en",
                f"Seeds and letters {i}",
                "The river carries bread " * 20,
                "",
                f"/library/r{i}",
            )
            for i in range(300)
        )
    yield
    engine.engine().close()


@pytest.mark.parametrize("text", LISTED)
def test_a_listed_string_is_answered_in_time(text):
    engine.find(parse("warm"), "en")
    started = time.process_time()
    found = engine.find(parse(text), "en")
    assert time.process_time() - started < 0.05
    assert not found.is_simple


ANYTHING = st.text(max_size=330) | st.lists(
    st.sampled_from(
        ["seeds", "letters", "-", '"', ":", "kind:", "resource", "country:ML", " ", "*", "؟", "و", "\\", "(", "sedes"]
    )
).map("".join)


def is_answered(text, language, page):
    found = engine.find(parse(text), language, page=page)
    assert 0 <= len(found.hits) <= found.total
    assert not found.is_simple


LANGUAGES = st.sampled_from(["en", "fr", "es", "ar", "pt", "xx"])
PAGES = st.integers(-5, 10**7)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(ANYTHING, LANGUAGES, PAGES)
def test_whatever_is_typed_there_is_an_answer(text, language, page):
    is_answered(text, language, page)


@pytest.mark.slow
@settings(max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(ANYTHING, LANGUAGES, PAGES)
def test_whatever_is_typed_two_thousand_times_there_is_an_answer(text, language, page):
    is_answered(text, language, page)
