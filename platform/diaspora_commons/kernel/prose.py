"""Text that people write, in Markdown, shown safely."""

import re
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {
    "p", "br", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "pre", "h2", "h3", "h4", "hr",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


@cache
def reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table"])


def markdown(text: str | None) -> Markup:
    """Markdown as HTML in which nothing can run; links to other sites vouch for nothing."""
    if not text:
        return Markup("")
    lowered = re.sub(r"(?m)^#{1,2} ", "## ", text)
    html = nh3.clean(
        reader().render(lowered),
        tags=TAGS,
        attributes={"a": {"href"}, "th": set(), "td": set()},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener",
    )
    return Markup(html)  # noqa: S704  cleaned just above


def plain(text: str | None) -> str:
    """Markdown without its marks, for summaries and the index."""
    if not text:
        return ""
    return (
        re.sub(r"\s+", " ", nh3.clean(reader().render(text), tags=set()))
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .strip()
    )
