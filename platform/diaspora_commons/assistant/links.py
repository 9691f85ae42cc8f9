"""The addresses of the pages that an FAQ leads to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import url_for

from . import pages
from .models import Faq
from .state import PageLink


@dataclass(frozen=True)
class Link:
    """A page of the product: its name in the registry, what the link says, where it leads."""

    page: str
    label: str
    url: str


def of(faq: Faq) -> list[Link]:
    """The links of an FAQ, in their order."""
    return named(*(link.page for link in faq.links))


def named(*names: str) -> list[Link]:
    """The links of these names, as far as their pages are there."""
    return [Link(name, str(pages.PAGES[name].label), address(name)) for name in names if pages.exists(name)]


def these(wanted: Iterable[PageLink]) -> list[Link]:
    """The links of a reply, as far as their pages are there, each with what fills its form."""
    return [
        Link(link.page, link.label or str(pages.PAGES[link.page].label), address(link.page, link.values))
        for link in wanted
        if pages.exists(link.page)
    ]


def address(name: str, more: Mapping[str, str] | None = None) -> str:
    """Where a page of the registry is, in the reader's language."""
    page = pages.PAGES[name]
    values: dict[str, Any] = {**page.values, **(more or {})}
    return url_for(page.endpoint, **values)


def host(url: str) -> str:
    """The site of a source, which tells more than its whole address."""
    return (urlsplit(url).hostname or url).removeprefix("www.")
