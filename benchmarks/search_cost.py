#!/usr/bin/env python3
"""What the search costs, on corpora made from the site's own texts, beside SQLite FTS5 in the same run.

    python benchmarks/search_cost.py [--docs 10000] [--searches 60]

A corpus is made by mixing sentences of the real records of one kind and language under titles made of their words, with
the facets of one of them; every third title has a word of its own, so that the vocabulary grows with the corpus. A page
is: the total, ten hits with snippets, the counts of two facets; FTS5 gives the same from one table and one of facets.
Times are of the process (CPU), never of the clock; "first" is with nothing kept from earlier searches. Memory is what a
process of its own gains by opening the index and answering all the searches and suggestions.
"""

import argparse
import gc
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from diaspora_commons.search import finding, ranking, suggesting
from diaspora_commons.search.documents import Document
from diaspora_commons.search.finding import near
from diaspora_commons.search.indexing import facet_terms
from diaspora_commons.search.query import parse
from diaspora_commons.search.whoosh_engine import WhooshEngine
from judged_content import FOLDER, own_documents, rows

FACETS = ("kind", "topic")


def corpus(size: int) -> Iterator[Document]:
    """So many documents, the real ones first."""
    real, chance = own_documents(), random.Random(7)
    yield from real[:size]
    like = defaultdict(list)
    for document in real:
        like[document.kind, document.language].append(document)
    groups = [group for group in like.values() if len(group) > 3]
    for number in range(len(real), size):
        group = chance.choices(groups, [len(group) for group in groups])[0]
        first, second, third = chance.sample(group, 3)
        sentences = [*first.summary.split(". "), *second.summary.split(". "), *second.body.split(". ")[:12]]
        chance.shuffle(sentences)
        words = [*first.title.split(), *third.title.split()]
        title = " ".join(chance.sample(words, min(len(words), chance.randint(3, 9))))
        rare = "".join(chance.choice("abcdefghiklmnoprstu") for _ in range(8)) if number % 3 == 0 else ""
        yield replace(
            first, id=10_000 + number, slug=f"{first.slug}-{number}", title=f"{title} {rare}".strip(), same="",
            summary=". ".join(sentences[:3]), body=". ".join(sentences[3:12]),
        )  # fmt: skip


class Clock:
    """CPU milliseconds of one piece of work, many times."""

    def __init__(self) -> None:
        self.spent: list[float] = []

    def time(self, work: Callable[[], object]) -> None:
        began = time.process_time()
        work()
        self.spent.append(1000 * (time.process_time() - began))

    def __str__(self) -> str:
        ordered = sorted(self.spent)
        return f"{ordered[len(ordered) // 2]:8.2f}{ordered[int(len(ordered) * 0.95)]:8.2f}"


def timed(work: Callable[..., object], asked: Sequence[tuple[object, ...]], rounds: int = 1) -> Clock:
    clock = Clock()
    for _ in range(rounds):
        for arguments in asked:
            clock.time(lambda arguments=arguments: work(*arguments))
    return clock


class Sqlite:
    """FTS5 and a table of facets, in a file."""

    def __init__(self, file: Path) -> None:
        self.database = sqlite3.connect(file)
        self.database.executescript("""
            CREATE VIRTUAL TABLE t USING fts5(title, text, tokenize = 'porter unicode61 remove_diacritics 2');
            CREATE TABLE f (facet TEXT, value TEXT, number INTEGER);
        """)

    def build(self, documents: Sequence[Document]) -> None:
        put = "INSERT INTO t (rowid, title, text) VALUES (?, ?, ?)"
        self.database.executemany(put, ((n, d.title, f"{d.summary}\n{d.body}") for n, d in enumerate(documents, 1)))
        filed = ((*term.split("=", 1), n) for n, d in enumerate(documents, 1) for term in facet_terms(d))
        self.database.executemany("INSERT INTO f VALUES (?, ?, ?)", filed)
        self.database.execute("CREATE INDEX by_number ON f (number, facet)")
        self.database.commit()

    def page(self, words: str) -> None:
        ask = self.database.execute
        ask("SELECT count(*) FROM t WHERE t MATCH ?", (words,)).fetchone()
        ask(
            "SELECT rowid, highlight(t, 0, '<mark>', '</mark>'), snippet(t, 1, '<mark>', '</mark>', '…', 32)"
            " FROM t WHERE t MATCH ? ORDER BY rank LIMIT 10",
            (words,),
        ).fetchall()
        for facet in FACETS:
            ask(
                "SELECT value, count(*) FROM f WHERE facet = ? AND number IN (SELECT rowid FROM t WHERE t MATCH ?)"
                " GROUP BY value",
                (facet, words),
            ).fetchall()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--docs", type=int, default=10_000)
    parser.add_argument("--searches", type=int, default=60)
    parser.add_argument("--gain-of", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.gain_of:
        print(gain_of(given.gain_of))
        return
    documents = list(corpus(given.docs))
    asked = [(row["text"], row["language"]) for row in rows(FOLDER / "queries.jsonl")]
    random.Random(5).shuffle(asked)
    asked = asked[: given.searches]
    with tempfile.TemporaryDirectory() as folder:
        print(f"{len(documents)} documents, {len(asked)} searches\n")
        ours(documents, asked, Path(folder))
        theirs(documents, asked, Path(folder))


def ours(documents: Sequence[Document], asked: Sequence[tuple[str, str]], folder: Path) -> None:
    engine = WhooshEngine(folder / "index")
    began = time.process_time()
    engine.rebuild(documents)
    spent = time.process_time() - began
    print(f"ours: rebuild {len(documents) / spent:8.0f} documents a CPU second")
    print(f"{'':34}{'median':>8}{'p95':>8}  CPU ms")

    def page(text: str, language: str) -> None:
        with engine.reading() as snapshot:
            finding.find(snapshot, parse(text), language, "relevance", 1, 10, FACETS)

    def first(text: str, language: str) -> None:
        with engine.reading() as snapshot:
            snapshot.worked_out.clear()
            for leaf, _ in snapshot.leaves:
                leaf.kept.clear()
            finding.find(snapshot, parse(text), language, "relevance", 1, 10, FACETS)

    page(*asked[0])
    print(f"{'  page of results, first':34}{timed(first, asked)}")
    timed(page, asked)
    print(f"{'  page of results, words kept':34}{timed(page, asked)}")

    def suggest(text: str, language: str) -> None:
        with engine.reading() as snapshot:
            suggesting.suggest(snapshot, text, language)

    typed = [(text[:many], language) for text, language in asked for many in (2, 4, 7)]
    suggest("war", "en")
    print(f"{'  suggestions':34}{timed(suggest, typed)}")

    def spell(word: str) -> None:
        with engine.reading() as snapshot:
            near(snapshot)(word)

    wrong = [(word[:2] + word[3:],) for text, _ in asked for word in text.split() if len(word) > 5]
    spell("warmm")
    print(f"{'  better spelling of a word':34}{timed(spell, wrong)}")

    def update(number: int) -> None:
        engine.write([replace(documents[number], title=f"Changed {number}")], [])
        with engine.reading() as snapshot:
            assert finding.find(snapshot, parse(f"Changed {number}"), "en", "relevance", 1, 10).total

    print(f"{'  one update until it is found':34}{timed(update, [(n,) for n in range(0, 200, 20)])}")
    engine.close()
    command = [sys.executable, "-W", "ignore", __file__, "--gain-of", str(folder / "index")]
    gained = subprocess.run(command, check=True, capture_output=True, text=True, input=json.dumps(asked)).stdout
    print(f"  memory {float(gained):.0f} MiB\n")


def gain_of(index: Path) -> float:
    """MiB that this process gains by opening an index and answering the searches that it is given."""
    asked = json.loads(sys.stdin.read())
    engine = WhooshEngine(Path("nowhere"))
    for text, language in asked:  # the words' own tables, which are there without any index
        ranking.concepts(parse(text), language)
    before = memory()
    engine = WhooshEngine(index)
    for text, language in asked:
        with engine.reading() as snapshot:
            finding.find(snapshot, parse(text), language, "relevance", 1, 10)
            suggesting.suggest(snapshot, text[:5], language)
            near(snapshot)(text.split()[0] + "q")
    gained = memory() - before
    engine.close()
    return gained


def theirs(documents: Sequence[Document], asked: Sequence[tuple[str, str]], folder: Path) -> None:
    engine = Sqlite(folder / "fts.db")
    began = time.process_time()
    engine.build(documents)
    print(f"SQLite FTS5: build {len(documents) / (time.process_time() - began):8.0f} documents a CPU second")
    matches = [(" OR ".join(f'"{word}"' for word in text.split()),) for text, _ in asked]
    timed(engine.page, matches)
    print(f"{'  page of results':34}{timed(engine.page, matches)}")
    engine.database.close()


def memory() -> float:
    """MiB that this process holds now, where the system tells; else the most it ever held."""
    gc.collect()
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        return pages * resource.getpagesize() / 2**20
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
