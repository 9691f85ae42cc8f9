"""How well the assistant answers, beside Whoosh over the same phrases, in one run.

Two sets, neither of which teaches it anything: `questions.jsonl`, written in four languages before anybody had looked
at what they match (natural, reworded, without a shared word, misspelt, out of scope), and every nth phrase of the FAQs
asked as if it alone were unknown. Then what a question costs: milliseconds of one processor, memory, building.

    python benchmarks/assistant.py [--every N] [--json FILE]
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from whoosh import analysis, fields, qparser, query, scoring
from whoosh.filedb.filestore import RamStorage

from diaspora_commons.assistant import confidence
from diaspora_commons.assistant.evaluation import ContentMatcher
from diaspora_commons.assistant.figures import measured, table
from diaspora_commons.assistant.match import Index
from diaspora_commons.assistant.ruleset import POSSIBLE, SURE, Band, Look, Ruleset
from diaspora_commons.assistant.words import normalise

QUESTIONS = Path(__file__).with_name("questions.jsonl")


class Whoosh:
    """The baseline: a document a phrase, BM25F, any of the words; it answers whatever comes first."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        schema = fields.Schema(slug=fields.STORED, language=fields.ID, text=fields.TEXT(analysis.StemmingAnalyzer()))
        index = RamStorage().create_index(schema)
        writer = index.writer()
        for row in rows:
            writer.add_document(slug=row["slug"], language=row["lang"], text=normalise(row["text"], row["lang"]))
        writer.commit()
        self.searcher = index.searcher(weighting=scoring.BM25F(B=0.3, K1=1.2))
        self.parser = qparser.QueryParser("text", schema, group=qparser.OrGroup, plugins=[])

    def look(self, text: str, language: str) -> Look:
        found: dict[str, float] = {}
        words = self.parser.parse(normalise(text, language))
        for hit in self.searcher.search(words, limit=30, filter=query.Term("language", language)):
            found.setdefault(hit["slug"], hit.score)
        ranking = tuple(sorted(found.items(), key=lambda pair: -pair[1]))
        return Look(language, Band.ANSWER if ranking else Band.NOTHING, ranking, "whoosh")


def left_out(rules: Ruleset, every: int) -> list[str]:
    """Every nth phrase, asked as if it alone were unknown; and as if its whole FAQ were."""
    lines = [
        f"{'':24}{'asked':>10}{'hit@1':>10}{'hit@3':>10}{'answered':>10}{'wrong':>10}{'FAQ unknown, yet answered':>28}"
    ]
    for language, index in rules.indexes.items():
        counted = _counted(rules, index, every)
        asked = counted.pop("asked")
        cells = "".join(f"{100 * counted[name] / asked:>10.1f}" for name in ("first", "third", "answered", "wrong"))
        lines.append(f"{language:24}{asked:>10}{cells}{100 * counted['beyond'] / asked:>28.1f}")
    return lines


def _counted(rules: Ruleset, index: Index, every: int) -> dict[str, int]:
    counted = dict.fromkeys(("asked", "first", "third", "answered", "wrong", "beyond"), 0)
    for phrase in index.phrases[::every]:
        ranking = confidence.ranked(index.scores(phrase.words, without=phrase))
        if not ranking:
            continue
        sure = rules.confidence.of(confidence.signals(index, phrase.words, ranking, phrase))
        others = [pair for pair in ranking if pair[0] != phrase.slug]
        unknown = (
            rules.confidence.of(confidence.signals(index, phrase.words, others, unknown_faq=phrase.slug))
            if others
            else 0
        )
        counted["asked"] += 1
        counted["first"] += ranking[0][0] == phrase.slug
        counted["third"] += phrase.slug in [slug for slug, _score in ranking[:3]]
        counted["answered"] += sure >= SURE
        counted["wrong"] += sure >= SURE and ranking[0][0] != phrase.slug
        counted["beyond"] += unknown >= SURE
    return counted


def cost(rows: list[dict[str, str]], look: Callable[[str, str], Look]) -> str:
    """Milliseconds of processor time for a question, asked anew each time."""
    took = []
    for turn in range(3):
        for row in rows:
            begun = time.process_time()
            look(f"{row['text']} {'?' * turn}", row["language"])
            took.append(1000 * (time.process_time() - begun))
    took.sort()
    p50, p95 = took[len(took) // 2], took[int(0.95 * len(took))]
    return f"p50 {p50:.2f} ms, p95 {p95:.2f} ms, longest {took[-1]:.1f} ms"


def memory() -> float:
    """Megabytes that the process has taken at most."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024 if sys.platform == "linux" else peak / 2**20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=4, help="of the phrases, every nth is asked")
    parser.add_argument("--json", type=Path, help="keep the figures in this file")
    given = parser.parse_args()
    questions = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    matcher = ContentMatcher()
    rows = list(matcher.rows())
    before, begun = memory(), time.process_time()
    rules = matcher.ruleset
    print(f"Built in {time.process_time() - begun:.1f} s of one processor; {len(rows)} phrases.")
    print(f"Memory of the whole process: {memory():.0f} MB at most, {before:.0f} MB of it before.")
    print(f"A question: {cost(questions, rules.look)}. Cuts: {SURE} and {POSSIBLE}.\n\nOurs")
    ours = measured(questions, rules.look)
    print("\n".join(table(ours)))
    print("\nWhoosh over the phrases, which answers whatever comes first")
    whoosh = measured(questions, Whoosh(rows).look)
    print("\n".join(table(whoosh)))
    print("\nPhrases of the FAQs, each asked as if it were unknown")
    print("\n".join(left_out(rules, given.every)))
    if given.json:
        kept = {name: {group: count.shares() for group, count in counts.items()} for name, counts in
                (("ours", ours), ("whoosh", whoosh))}  # fmt: skip
        given.json.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
