#!/usr/bin/env python3
"""Chooses the weights of the ranking by cross-validation, on the judged searches and on the questions people ask.

    python benchmarks/search_tuning.py

The judged searches are cut into four parts by what is needed, so that one need is never in two parts in different
languages. Beside them stand ways of asking that the FAQs list, which the index here does not know: a change must not
make the answer harder to find in the asker's own language. For each part the weights are chosen on the other three;
what they are worth on the part itself is the figure to believe.
"""

import dataclasses
import itertools
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import mean

sys.path.insert(0, str(Path(__file__).parent))

from diaspora_commons.demo.content import rows_of
from diaspora_commons.search import finding, ranking
from diaspora_commons.search.query import parse
from engines import Ours, Text
from judged_content import FOLDER, name_of, own_documents, rows
from search_relevance import judgements, ndcg, reciprocal

GRID = {"IDEA_WEIGHT": (0.7, 0.85, 1.0), "OWN_LANGUAGE": (1.0, 1.15, 1.3), "LABEL_WEIGHT": (0.35, 0.5, 0.65)}
PARTS, ASKED = 4, 400
Weights = tuple[float, ...]
Scores = dict[str, float]
Measure = Callable[[Sequence[str], dict[str, int]], float]


def main() -> None:
    documents = own_documents()
    bare = [dataclasses.replace(d, labels="") if d.kind == "help" else d for d in documents]
    site, helper = Ours(), Ours()
    for engine, known in ((site, documents), (helper, bare)):
        engine.index([Text(name_of(d), d.language, d.title, "", d) for d in known])
    judged = list(judged_searches())
    asked = questions()
    needs = sorted({id.partition(".")[0] for id, *_ in judged})
    random.Random(1).shuffle(needs)
    part = {need: number % PARTS for number, need in enumerate(needs)}
    found: dict[Weights, tuple[Scores, Scores]] = {}
    for weights in itertools.product(*GRID.values()):
        for name, weight in zip(GRID, weights, strict=True):
            setattr(ranking, name, weight)
        found[weights] = scored(site, judged, ndcg), scored(helper, asked, reciprocal)
        print(*weights, f"judged {mean(found[weights][0].values()):.4f}  asked {mean(found[weights][1].values()):.4f}")
    report(found, part)


def judged_searches() -> Iterator[tuple[str, str, str, dict[str, int]]]:
    grades = judgements(FOLDER / "qrels" / "test.tsv")
    for row in rows(FOLDER / "queries.jsonl"):
        yield row["_id"], row["text"], row["language"], grades[row["_id"]]


def questions() -> list[tuple[str, str, str, dict[str, int]]]:
    found = [
        (f"{row['slug']}.{row['language']}.{number}", phrase, row["language"], {f"help:{row['slug']}": 1})
        for row in rows_of("faq")
        for number, phrase in enumerate(row["phrases"])
        if len(phrase.split()) > 3
    ]
    return random.Random(2).sample(found, min(ASKED, len(found)))


def scored(engine: Ours, searches: list[tuple[str, str, str, dict[str, int]]], measure: Measure) -> Scores:
    found: Scores = {}
    with engine.engine.reading() as snapshot:
        snapshot.worked_out.clear()
        for id, text, language, wanted in searches:
            hits = finding.find(snapshot, parse(text), language, "relevance", 1, 10).hits
            found[id] = measure([hit.id for hit in hits], wanted)
    return found


def report(found: dict[Weights, tuple[Scores, Scores]], part: dict[str, int]) -> None:
    def part_of(id: str) -> int:
        return part[id.partition(".")[0]]

    def worth(weights: Weights, without: int) -> float:
        judged, asked = found[weights]
        return mean([mean(s for id, s in judged.items() if part_of(id) != without), mean(asked.values())])

    held_out = []
    for left in range(PARTS):
        best = max(found, key=partial(worth, without=left))
        held_out.append(mean(score for id, score in found[best][0].items() if part_of(id) == left))
        print(f"without part {left}: {dict(zip(GRID, best, strict=True))}, on it {held_out[-1]:.4f}")
    print(f"cross-validated nDCG@10: {mean(held_out):.4f}")


if __name__ == "__main__":
    main()
