#!/usr/bin/env python3
"""How well the search ranks, on any collection in BEIR format.

    python benchmarks/search_relevance.py DIR [--language en] [--limit N]

DIR holds corpus.jsonl {_id, title, text}, queries.jsonl {_id, text} and qrels/test.tsv (query, document, grade). The
collection is indexed and searched through the product's own code. Prints nDCG@10, Recall@100 and MRR@10.
"""

import argparse
import csv
import json
import math
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "platform"))

from diaspora_commons.search import finding
from diaspora_commons.search.documents import Document
from diaspora_commons.search.query import parse
from diaspora_commons.search.whoosh_engine import WhooshEngine

Judgements = dict[str, dict[str, int]]


def documents(folder: Path, language: str) -> Iterator[Document]:
    for number, row in enumerate(lines(folder / "corpus.jsonl"), 1):
        said = row.get("language") or language
        yield Document("resource", number, row["_id"], said, row.get("title") or "", row["text"], "", f"/{number}")


def lines(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8") as rows:
        for row in rows:
            if row.strip():
                yield json.loads(row)


def judgements(file: Path) -> Judgements:
    found: Judgements = {}
    with file.open(encoding="utf-8", newline="") as rows:
        for query, document, grade in csv.reader(rows, delimiter="\t"):
            if grade.lstrip("-").isdigit() and int(grade) > 0:
                found.setdefault(query, {})[document] = int(grade)
    return found


def ndcg(ranked: list[str], grades: dict[str, int], depth: int = 10) -> float:
    gained = sum(grades.get(id, 0) / math.log2(place + 2) for place, id in enumerate(ranked[:depth]))
    best = sorted(grades.values(), reverse=True)[:depth]
    return gained / sum(grade / math.log2(place + 2) for place, grade in enumerate(best))


def recall(ranked: list[str], grades: dict[str, int], depth: int = 100) -> float:
    return len(set(ranked[:depth]) & grades.keys()) / len(grades)


def reciprocal(ranked: list[str], grades: dict[str, int], depth: int = 10) -> float:
    return next((1 / place for place, id in enumerate(ranked[:depth], 1) if id in grades), 0.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", default="en", help="of texts and searchers, where a row does not say")
    parser.add_argument("--limit", type=int, help="only so many searches")
    given = parser.parse_args()
    grades = judgements(given.folder / "qrels" / "test.tsv")
    queries = [row for row in lines(given.folder / "queries.jsonl") if row["_id"] in grades][: given.limit]
    with tempfile.TemporaryDirectory() as folder:
        engine = WhooshEngine(Path(folder) / "index")
        began = time.process_time()
        total = engine.rebuild(documents(given.folder, given.language))
        built = time.process_time() - began
        sums = {"nDCG@10": 0.0, "Recall@100": 0.0, "MRR@10": 0.0}
        began = time.process_time()
        for row in queries:
            ranked = search(engine, row["text"], row.get("language") or given.language)
            for name, measure in (("nDCG@10", ndcg), ("Recall@100", recall), ("MRR@10", reciprocal)):
                sums[name] += measure(ranked, grades[row["_id"]])
        searched = time.process_time() - began
        engine.close()
    print(f"{total} documents indexed in {built:.1f} s CPU ({total / built:.0f}/s)")
    print(f"{len(queries)} searches, {1000 * searched / max(len(queries), 1):.1f} ms CPU each for the first 100")
    for name, value in sums.items():
        print(f"{name:<12} {value / max(len(queries), 1):.4f}")


def search(engine: WhooshEngine, text: str, language: str) -> list[str]:
    """The ids of the first hundred."""
    query = parse(text)
    ranked: list[str] = []
    with engine.reading() as snapshot:
        for page in (1, 2):
            found = finding.find(snapshot, query, language, "relevance", page, 50)
            ranked += [hit.slug for hit in found.hits]
            if found.pages < 2:
                break
    return ranked


if __name__ == "__main__":
    main()
