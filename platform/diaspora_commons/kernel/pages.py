"""Pages and the fragments of them that htmx asks for.

A fragment is a file: `initiatives/_results.html` is the fragment `results` of the pages that include it, and
its one outer element has the id `results`. A view renders the page; when htmx names a target that the page
includes, only that file is rendered. Only what the page includes can be asked for.
"""

from functools import cache
from typing import Any

from flask import Response, current_app, flash, make_response, render_template, request
from jinja2 import meta


def page(template: str, status: int = 200, **facts: Any) -> Response:
    wanted = fragment_asked_for(template)
    response = make_response(render_template(wanted or template, **facts), status)
    if fragments_of(template):
        response.vary.update({"HX-Request", "HX-Target"})
    return response


def say(sentence: str) -> None:
    """A notice on top of the next page; only for people who are signed in, since it needs a cookie."""
    flash(sentence)


def fragment_asked_for(template: str) -> str | None:
    if "HX-Request" not in request.headers or "HX-History-Restore-Request" in request.headers:
        return None
    folder = template.rpartition("/")[0]
    target = request.headers.get("HX-Target", "").rpartition("#")[2]
    fragment = f"{folder}/_{target}.html"
    return fragment if fragment in fragments_of(template) else None


@cache
def fragments_of(template: str) -> frozenset[str]:
    """The fragments that a page includes, by name."""
    environment = current_app.jinja_env
    assert environment.loader
    source = environment.loader.get_source(environment, template)[0]
    names = meta.find_referenced_templates(environment.parse(source))
    return frozenset(name for name in names if name and "/_" in name)
