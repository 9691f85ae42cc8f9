"""A page that is the same for everybody is made for a visitor: what it asked about the reader would never be shown."""

import re

from flask import template_rendered

from diaspora_commons.kernel.access import access_of
from diaspora_commons.kernel.settings import folder

ASKS = re.compile(r"\bactor\.|\bmay\(|\bkeys\(")


def test_its_template_asks_nothing_about_the_reader(app, client, world):
    world.published()
    drawn = set()

    def note(sender, template, **more):
        drawn.add(template.name)

    paths = [
        rule.rule.replace("<language:lang>", "en")
        for rule in app.url_map.iter_rules()
        if access_of(app.view_functions[rule.endpoint]) == "public" and rule.rule.startswith("/<language:lang>")
    ]
    with template_rendered.connected_to(note, app):
        for path in paths:
            if "<" not in path:
                client.get(path)
    assert len(drawn) > 8
    assert [name for name in sorted(drawn) if ASKS.search((folder("templates") / name).read_text())] == []
