"""What templates say and draw again and again, worked out once."""

from flask import render_template_string
from jinja2 import nodes

from diaspora_commons.kernel.languages import speaking

COUNTING = """
{%- macro counted(word) -%}{{ word }}:{{ spoken() }}:{{ tick() }}{%- endmacro -%}
{%- set kept = remembered(counted) -%}
{{ kept("a") }} {{ kept("a") }} {{ kept("b") }} {{ kept(["a"]) }} {{ kept(["a"]) }}"""


def test_a_remembered_macro_is_drawn_once_for_what_it_is_given(app):
    ticks = iter(range(10))
    with app.test_request_context("/en/"):
        said = render_template_string(COUNTING, tick=lambda: next(ticks))
    assert said.split() == ["a:en:0", "a:en:0", "b:en:1", "[&#39;a&#39;]:en:2", "[&#39;a&#39;]:en:3"]


def test_a_sentence_is_said_in_each_language_and_what_people_wrote_is_escaped(app):
    said = []
    for language in ("en", "fr"):
        with app.test_request_context(f"/{language}/"), speaking(language):
            said.append(render_template_string("""{{ _("Search") }}"""))
            hole = """{{ _("Only in %(language)s", language="<b>") }}"""
            assert "&lt;b&gt;" in render_template_string(hole)
    assert said == ["Search", "Rechercher"]


def test_an_address_is_that_of_the_page_it_stands_on(app):
    link = """{{ url_for(".index", topic="a b") }} {{ url_for("home.front") }}"""
    for language, room in (("en", "library"), ("fr", "library"), ("fr", "events")):
        with app.test_request_context(f"/{language}/{room}"), speaking(language):
            assert render_template_string(link).split() == [f"/{language}/{room}?topic=a+b", f"/{language}/"]


def test_macros_that_are_read_once_need_nothing_of_the_page(app):
    """Macros without context see no `lang`, `actor` or `may`: such a name would silently be empty."""
    env = app.jinja_env
    given = {"lang", "direction", "actor", "may", "asked", "notices", "is_shared", "language_choices"}
    seen, wanting = set(), {}

    def parsed(name):
        return env.parse(env.loader.get_source(env, name)[0])

    for name in env.list_templates(filter_func=lambda name: name.endswith(".html")):
        for found in parsed(name).find_all((nodes.FromImport, nodes.Import)):
            if found.with_context:
                continue
            chosen = {n if isinstance(n, str) else n[0] for n in getattr(found, "names", ())}
            for macro in parsed(found.template.value).find_all(nodes.Macro):
                if not chosen or macro.name in chosen:
                    seen.add((found.template.value, macro.name))
                    used = {n.name for n in macro.find_all(nodes.Name) if n.ctx == "load"}
                    own = {n.name for n in macro.find_all(nodes.Name) if n.ctx != "load"}
                    if missing := used & given - own:
                        wanting[name, macro.name] = missing
    assert ("parts/cards.html", "grid") in seen
    assert wanting == {}
