#!/usr/bin/env python3
"""Searches that nobody means well: so many strings, listed and random, on the site's own content.

    python benchmarks/search_hostile.py [--strings 100000]

Each is searched for as the page does it, and typed into the suggestions. Prints how many raised, how many took longer
than 50 ms of CPU, and the slowest. The listed ones are those of tests/search/test_hostile.py; of the random ones a
third are any characters at all, a third are signs that search languages know between words of the content, a third
are long and repeat themselves. One search in each language goes before, which reads the words' tables; then what is
there by then is left out of Python's tidying, as `commons serve` does it. What takes long is asked twice more and the
least time counts: on a busy machine the system books others' work here.
"""

import argparse
import gc
import importlib.util
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from diaspora_commons.search import finding, suggesting
from diaspora_commons.search.query import parse
from diaspora_commons.search.whoosh_engine import WhooshEngine
from judged_content import ROOT, own_documents

LIMIT = 50.0
SIGNS = [
    '"',
    "-",
    ":",
    "*",
    "?",
    "(",
    ")",
    "[",
    "]",
    "~",
    "^",
    "\\",
    "/",
    " AND ",
    " OR ",
    " NOT ",
    "kind:",
    "year:",
    "\0",
    "\u202e",
]
LANGUAGES = ("en", "fr", "es", "ar", "pt", "xx")


def listed() -> list[str]:
    spec = importlib.util.spec_from_file_location("hostile", ROOT / "tests/search/test_hostile.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return list(module.LISTED)


def strings(many: int, words: list[str]) -> Iterator[str]:
    known, chance = listed(), random.Random(11)
    yield from known
    for number in range(many - len(known)):
        if number % 3 == 0:
            yield "".join(chr(chance.randrange(0x110000)) for _ in range(chance.randrange(1, 320)))
        elif number % 3 == 1:
            yield "".join(chance.choice(chance.choice((SIGNS, words))) + chance.choice(("", " ")) for _ in range(24))
        else:
            yield (chance.choice(words)[: chance.randrange(1, 9)] + chance.choice(SIGNS)) * chance.randrange(1, 120)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--strings", type=int, default=100_000)
    given = parser.parse_args()
    documents, chance = own_documents(), random.Random(12)
    words = sorted({word for document in documents for word in document.title.split()})
    with tempfile.TemporaryDirectory() as folder:
        engine = WhooshEngine(Path(folder) / "index")
        engine.rebuild(documents)
        raised, late, slowest = 0, 0, (0.0, "")
        for language in LANGUAGES:
            with engine.reading() as snapshot:
                finding.find(snapshot, parse("warmm"), language, "relevance", 1, 20)
                suggesting.suggest(snapshot, "warm", language)
        gc.collect()
        gc.freeze()
        for text in strings(given.strings, words):
            language, page = chance.choice(LANGUAGES), chance.choice((1, 2, 10**7))
            spent = LIMIT + 1
            for _ in range(3):
                began = time.process_time()
                try:
                    with engine.reading() as snapshot:
                        finding.find(snapshot, parse(text), language, "relevance", page, 20)
                        suggesting.suggest(snapshot, text, language)
                except Exception as error:  # noqa: BLE001  that none is raised is what is measured
                    raised += 1
                    print(repr(text)[:100], repr(error)[:200])
                spent = min(spent, 1000 * (time.process_time() - began))
                if spent <= LIMIT:
                    break
            late += spent > LIMIT
            slowest = max(slowest, (spent, repr(text)[:80]))
        engine.close()
    print(f"{given.strings} strings: {raised} raised, {late} took longer than {LIMIT:.0f} ms of CPU")
    print(f"the slowest took {slowest[0]:.1f} ms: {slowest[1]}")


if __name__ == "__main__":
    main()
