"""The map of the site: each public page in each language, and its other languages beside it."""

from collections.abc import Callable, Iterator
from math import ceil
from typing import Any

from markupsafe import escape
from sqlalchemy import select

from diaspora_commons.assistant.queries import texts as help_texts
from diaspora_commons.courses.models import Course
from diaspora_commons.events.models import Event
from diaspora_commons.initiatives.models import Initiative
from diaspora_commons.initiatives.rules import public
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import NotHere
from diaspora_commons.kernel.languages import LANGUAGES
from diaspora_commons.kernel.links import absolute, bare
from diaspora_commons.library.models import Resource
from diaspora_commons.organisations.models import Organisation
from diaspora_commons.organisations.rules import public as organisations_public

from .texts import NAMES

LISTS = ("initiatives", "organisations", "library", "courses", "events", "partnerships", "ask", "help")


def slugs(room: str, model: Any, *where: Any) -> list[str]:
    return [f"/{room}/{slug}" for slug in db.scalars(select(model.slug).where(*where).order_by(model.slug))]


def fixed() -> list[str]:
    return ["/", *(f"/{name}" for name in (*LISTS, *NAMES))]


PARTS: dict[str, Callable[[], list[str]]] = {
    "pages": fixed,
    "initiatives": lambda: slugs("initiatives", Initiative, public()),
    "organisations": lambda: slugs("organisations", Organisation, organisations_public()),
    "library": lambda: slugs("library", Resource),
    "courses": lambda: slugs("courses", Course),
    "events": lambda: slugs("events", Event),
    "help": lambda: sorted({f"/help/{text.faq.slug}" for text in help_texts(None)}),
}
MOST = 50_000
"""Addresses in one file: more are not read."""
OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n'
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


def robots() -> str:
    """Lists narrowed down and searches are without number; what they lead to is in the map."""
    return f"User-agent: *\nDisallow: /api/\nDisallow: /*?\n\nSitemap: {bare('/sitemap.xml')}\n"


def index() -> str:
    parts = "".join(f"<sitemap><loc>{bare(f'/sitemap-{file}.xml')}</loc></sitemap>\n" for file in files())
    return f'{OPENING}<sitemapindex xmlns="{SCHEMA}">\n{parts}</sitemapindex>\n'


def files() -> Iterator[str]:
    """Each part, and `initiatives-2` after `initiatives` when there are more than one file may hold."""
    for part, paths in PARTS.items():
        yield part
        yield from (f"{part}-{number}" for number in range(2, ceil(len(paths()) / in_a_file()) + 1))


def in_a_file() -> int:
    """So many pages, each in all languages."""
    return MOST // len(LANGUAGES)


def pages(file: str) -> str:
    """The file of this name, if there is one."""
    if file not in files():
        raise NotHere
    part, _dash, number = file.partition("-")
    first = (int(number or 1) - 1) * in_a_file()
    urls = "".join(in_all_languages(path) for path in PARTS[part]()[first : first + in_a_file()])
    return f'{OPENING}<urlset xmlns="{SCHEMA}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{urls}</urlset>\n'


def in_all_languages(path: str) -> str:
    addresses = {code: escape(absolute(path, code)) for code in LANGUAGES}
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{address}"/>' for code, address in addresses.items()
    )
    return "".join(f"<url><loc>{address}</loc>{others}</url>\n" for address in addresses.values())
