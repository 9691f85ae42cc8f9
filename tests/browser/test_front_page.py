"""What a visitor's browser gets before anything is clicked."""

import pytest

pytestmark = pytest.mark.browser


def test_the_front_page_comes_whole(page):
    missing = []
    page.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
    page.goto("/en/")
    assert page.locator("h1").count() == 1
    assert missing == []


def test_a_visitor_is_given_no_cookie(page, context):
    page.goto("/en/")
    page.goto("/en/search?q=water")
    assert context.cookies() == []
