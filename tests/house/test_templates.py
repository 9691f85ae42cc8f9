"""A fragment is a file, and the file is an id."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "templates"
FRAGMENTS = sorted(TEMPLATES.glob("**/_*.html"))


@pytest.mark.parametrize("file", FRAGMENTS, ids=lambda f: f"{f.parent.name}/{f.name}")
def test_a_fragments_outer_element_has_its_name(file):
    text = re.sub(r"(?s)\{#.*?#\}|\{%.*?%\}", "", file.read_text()).strip()
    first = re.match(r"<\w+[^>]*>", text)
    assert first, f"{file.name} begins with no element"
    assert f'id="{file.stem[1:]}"' in first[0]


def test_every_template_can_be_read(app):
    for file in TEMPLATES.glob("**/*.*"):
        if file.suffix in (".html", ".txt"):
            app.jinja_env.get_template(str(file.relative_to(TEMPLATES)))


def test_no_template_says_safe_of_what_people_wrote():
    """`| safe` and `Markup` in templates are how scripts get in; use the filter `markdown`."""
    assert [f.name for f in TEMPLATES.glob("**/*.html") if re.search(r"\|\s*safe\b", f.read_text())] == []
