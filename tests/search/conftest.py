"""A shelf of documents and an index of one's own, so that search is tested without the rooms above it."""

from datetime import date

import pytest

from diaspora_commons.search import documents, engine
from diaspora_commons.search.documents import Document
from diaspora_commons.search.query import parse


class Shelf:
    """What the public may see, in place of a database."""

    def __init__(self):
        self.documents = {}

    def put(self, title, summary="", *, kind="resource", language="en", body="", **more):
        id = more.pop("id", len(self.documents) + 1)
        slug = more.pop("slug", f"{kind}-{id}")
        url = more.pop("url", f"/{kind}s/{slug}")
        made = Document(
            kind, id, slug, language, title, summary, body, url, **{"date": date(2024, 5, id % 28 + 1), **more}
        )
        self.documents[made.key] = made
        return made

    def remove(self, document):
        del self.documents[document.key]

    def source(self, kind):
        def source(ids):
            mine = [d for d in self.documents.values() if d.kind == kind]
            return [d for d in mine if ids is None or d.id in ids]

        return source


@pytest.fixture(autouse=True)
def index(tmp_path):
    """A folder for the index, which this test has to itself."""
    folder = tmp_path / "index"
    engine.use(folder)
    yield folder
    engine.engine().close()


@pytest.fixture
def shelf(monkeypatch):
    shelf = Shelf()
    kinds = ("initiative", "organisation", "resource", "course", "lesson", "event", "help")
    monkeypatch.setattr(documents, "sources", {kind: shelf.source(kind) for kind in kinds})
    return shelf


@pytest.fixture
def found(shelf):
    """Titles of what a search finds, in an index of the shelf as it was when first asked."""
    built = []

    def found(text, language="en", **more):
        if not built:
            built.append(engine.rebuild())
        return [hit.title for hit in engine.find(parse(text), language, **more).hits]

    return found
