"""Only pages of ours can be returned to."""

import pytest

from diaspora_commons.accounts.returning import safe_path


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        ("/en/account", "/en/account"),
        ("/ar", "/ar"),
        ("/fr/search?q=a%26b&page=2", "/fr/search?q=a%26b&page=2"),
        ("/en/search?q=https://x.example", "/en/search?q=https%3A%2F%2Fx.example"),
        ("/en/organisations/é", "/en/organisations/%C3%A9"),
        ("/en/account#top", "/en/account"),
    ],
)
def test_a_page_of_ours_is_put_together_anew(wanted, there):
    assert safe_path(wanted) == there


@pytest.mark.parametrize(
    "wanted",
    [
        None, "", "account", "en/account", "//evil.example", "///evil.example", "/\\evil.example",
        "\\/evil.example", "/%2f%2fevil.example", "/%5cevil.example", "/%255cevil.example",
        "/en/%2f/evil.example", "/en//evil.example", "https://evil.example/en/", "http:evil.example",
        "https:///evil.example", "javascript:alert(1)", "data:,x", "/en\u0000", "/en/\r\nSet-Cookie: a=b",
        "/en/%0d%0aSet-Cookie:%20a", "\t//evil.example", " /en", "/\t/evil.example", "/en/../../evil",
        "/en/%2e%2e/x", "/en@evil.example", "/en:80@evil.example", "/evil.example", "/static/x", "//en/x",
        "/%65n//evil", "/en/%25252525252f%25252525252fevil", "/en\u2028", "/en/" + "a" * 1000, "#",
        "?next=/en", "/[en", "//[en", "/en/\\", "/en/x%5c",
    ],
)  # fmt: skip
def test_anything_else_is_not_gone_to(wanted):
    assert safe_path(wanted) is None
