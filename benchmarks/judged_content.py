"""The site's own content as a collection that engines are compared on: every public text, with its language.

A text that is told in several languages at one address is one thing to find; `thing_of` gives its name.
"""

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(__file__).parent / "judged"
sys.path.insert(0, str(ROOT / "platform"))

from diaspora_commons.search.documents import Document  # noqa: E402


def own_documents() -> list[Document]:
    """What the demonstration makes public, loaded into a database that is thrown away."""
    with tempfile.TemporaryDirectory() as instance:
        os.environ.update(COMMONS_INSTANCE=instance, COMMONS_SEARCH_INDEX=f"{instance}/index")
        from diaspora_commons.demo import load
        from diaspora_commons.kernel.database import Base, db
        from diaspora_commons.kernel.settings import Settings
        from diaspora_commons.search.documents import all_documents
        from diaspora_commons.web import create_app

        app = create_app(Settings(database_url=f"sqlite:///{instance}/content.db", log_level="error"))
        Base.metadata.create_all(app.extensions["engine"])
        with app.app_context():
            load.load()
            found = list(all_documents())
            db.remove()
        app.extensions["engine"].dispose()
    return found


def name_of(document: Document) -> str:
    """A name for this text alone."""
    return f"{document.public_id}@{document.language}" if document.same else document.public_id


def thing_of(name: str) -> str:
    """The thing that a text tells of."""
    return name.partition("@")[0]


def rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
