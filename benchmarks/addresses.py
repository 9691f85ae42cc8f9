"""Every public address of a filled site, by kind of page: as many different ones as there are records and searches."""

import random
import re
from itertools import product
from urllib.parse import urlencode

from sqlalchemy import create_engine, text

LANGUAGES = ("en", "fr", "es", "ar")
KINDS = {
    "initiatives": "SELECT slug FROM initiative WHERE state = 'published'",
    "organisations": "SELECT slug FROM organisation WHERE is_published",
    "library": "SELECT slug FROM resource",
    "courses": "SELECT slug FROM course",
    "events": "SELECT slug FROM event",
}


class Addresses:
    """Reads the site's own database, so that it asks only for what is there."""

    def __init__(self, database: str) -> None:
        with create_engine(database).connect() as connection:
            self.slugs = {kind: read(connection, query) for kind, query in KINDS.items()}
            titles = read(connection, "SELECT title FROM resource") + read(connection, "SELECT name FROM organisation")
            self.questions = {
                language: read(connection, f"SELECT question FROM faq_text WHERE language = '{language}'")
                for language in LANGUAGES
            }
        self.searches = sorted({word for title in titles for word in re.findall(r"\w{5,}", title.lower())})
        self.searches += [" ".join(title.split()[:3]).lower() for title in titles]

    def kinds(self) -> dict[str, list[str]]:
        """Name of a kind of page → its addresses, in an order of chance: every stretch of them has all languages."""
        found = {"front page": [f"/{language}/" for language in LANGUAGES]}
        for kind, slugs in self.slugs.items():
            pages = range(1, max(2, len(slugs) // 20 + 1))
            found[f"{kind}: list"] = [f"/{language}/{kind}?page={page}" for language, page in product(LANGUAGES, pages)]
            found[f"{kind}: one"] = [f"/{language}/{kind}/{slug}" for language, slug in product(LANGUAGES, slugs)]
        found["search"] = [f"/en/search?{urlencode({'q': asked})}" for asked in self.searches]
        found["search API"] = [f"/api/v1/search?{urlencode({'q': asked, 'lang': 'en'})}" for asked in self.searches]
        found["ask"] = [
            f"/{language}/ask?{urlencode({'q': asked})}" for language in LANGUAGES for asked in self.questions[language]
        ]
        found["ask API"] = [f"/api/v1/ask?{urlencode({'q': asked, 'lang': 'en'})}" for asked in self.questions["en"]]
        for paths in found.values():
            random.Random(1).shuffle(paths)
        return found


def read(connection, query: str) -> list[str]:
    return [str(value) for value in connection.execute(text(query)).scalars()]
