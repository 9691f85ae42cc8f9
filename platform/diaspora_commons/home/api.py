"""The doors for crawlers: what they may read, and the map of the site with every page in every language."""

from flask import Blueprint, Response

from diaspora_commons.kernel.access import public

from . import sitemap

api = Blueprint("crawlers", __name__)


@api.get("/robots.txt")
@public
def robots() -> Response:
    return Response(sitemap.robots(), content_type="text/plain; charset=utf-8")


@api.get("/sitemap.xml")
@public
def site() -> Response:
    return Response(sitemap.index(), content_type="application/xml")


@api.get("/sitemap-<part>.xml")
@public
def part(part: str) -> Response:
    return Response(sitemap.pages(part), content_type="application/xml")
