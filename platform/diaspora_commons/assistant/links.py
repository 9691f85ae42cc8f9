"""The addresses of the pages that an FAQ leads to."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import url_for

from . import pages
from .models import Faq


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


def address(name: str) -> str:
    """Where a page of the registry is, in the reader's language."""
    page = pages.PAGES[name]
    values: dict[str, Any] = dict(page.values)
    return url_for(page.endpoint, **values)


def host(url: str) -> str:
    """The site of a source, which tells more than its whole address."""
    return (urlsplit(url).hostname or url).removeprefix("www.")
