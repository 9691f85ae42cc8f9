#!/usr/bin/env python3
"""How soon somebody finds a thing whose title is half remembered: as typed, misspelt, or in another way of writing.

    python benchmarks/search_known_item.py [--each 150]

For so many things in each language of the site's own content, two or three words of the title (chosen by chance, none
that say nothing) are searched for in that language, once as they stand, once with one typing error in a word of five
letters or more, and once written as others write them: without accents and in capitals; in Arabic without hamza,
article or dots, with vowels, a stretched letter or an attached "and". Prints MRR@10, beside SQLite FTS5. The goals are
.90, .85 and .80.
"""

import argparse
import random
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from diaspora_commons.search.documents import Document
from diaspora_commons.search.words import stop_words, words
from engines import Engine, Fts5, Ours, Text
from judged_content import name_of, own_documents, thing_of
from search_relevance import reciprocal

Change = Callable[[list[str], random.Random], list[str]]
SPOKEN = ("en", "fr", "es", "ar")
ARABIC, LATIN = "ابتجدرسعفقكلمنهوي", "abcdefghilmnoprstu"


def remembered(document: Document, chance: random.Random) -> list[str]:
    """Two or three words of the title, in their order."""
    dull = stop_words(document.language)
    told = [w for w in words(document.title) if w.plain not in dull and len(w.plain) > 2]
    telling = [document.title[word.start : word.end] for word in told]
    if len(set(telling)) < 2:
        return []
    chosen = sorted(chance.sample(range(len(telling)), min(len(telling), chance.choice((2, 3)))))
    return [telling[place] for place in chosen]


def as_it_stands(said: list[str], chance: random.Random) -> list[str]:
    return said


def misspelt(said: list[str], chance: random.Random) -> list[str]:
    """One letter wrong, missing, doubled or swapped in one of the longer words."""
    long = [place for place, word in enumerate(said) if len(word) >= 5 and word.isalpha()]
    if not long:
        return []
    place = chance.choice(long)
    word, at = said[place], chance.randrange(1, len(said[place]) - 1)
    letters = ARABIC if "\u0600" <= word[0] <= "\u06ff" else LATIN
    wrong = chance.choice((
        word[:at] + chance.choice(letters) + word[at + 1 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ))  # fmt: skip
    return [*said[:place], wrong, *said[place + 1 :]]


def written_otherwise(said: list[str], chance: random.Random) -> list[str]:
    return [arabic_otherwise(word, chance) if "\u0600" <= word[0] <= "\u06ff" else plain(word) for word in said]


def plain(word: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return bare.upper()


def arabic_otherwise(word: str, chance: random.Random) -> str:
    for a, b in (("أ", "ا"), ("إ", "ا"), ("آ", "ا"), ("ة", "ه"), ("ى", "ي")):
        if chance.random() < 0.7:
            word = word.replace(a, b)
    if word.startswith("ال") and len(word) > 5 and chance.random() < 0.5:
        word = word[2:]
    elif chance.random() < 0.3:
        word = f"و{word}"
    if chance.random() < 0.3:
        word = f"{word[:2]}ـ{word[2:]}"
    return f"{word[:1]}\u064e{word[1:]}" if chance.random() < 0.3 else word


CHANGES: dict[str, Change] = {
    "as it stands": as_it_stands,
    "one typing error": misspelt,
    "written otherwise": written_otherwise,
}


def searches(documents: Sequence[Document], each: int, change: Change) -> list[tuple[str, str, str]]:
    """(words, language, the thing that is meant)."""
    chance, by_language = random.Random(3), defaultdict(list)
    for document in documents:
        by_language[document.language].append(document)
    found = []
    for language in SPOKEN:
        for document in chance.sample(by_language[language], min(each, len(by_language[language]))):
            said = change(remembered(document, chance), chance) if document.title else []
            if said:
                found.append((" ".join(said), language, document.public_id))
    return found


def measured(engine: Engine, asked: Sequence[tuple[str, str, str]]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    for text, language, meant in asked:
        ranked = list(dict.fromkeys(map(thing_of, engine.search(text, language, 50))))
        found[language].append(reciprocal(ranked, {meant: 1}))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=150, help="things a language")
    given = parser.parse_args()
    documents = own_documents()
    texts = [Text(name_of(d), d.language, d.title, f"{d.summary}\n{d.body}", d) for d in documents]
    print(f"{len(documents)} texts\n{'':33}{'searches':>9}{'MRR@10':>8}" + "".join(f"{it:>7}" for it in SPOKEN))
    for kind in (Ours, Fts5):
        engine = kind()
        engine.index(texts)
        for name, change in CHANGES.items():
            asked = searches(documents, given.each, change)
            found = measured(engine, asked)
            everything = [value for values in found.values() for value in values]
            split = "".join(f"{sum(v) / max(len(v), 1):7.3f}" for v in (found[it] for it in SPOKEN))
            print(f"{name:20}{engine.name:13}{len(asked):9}{sum(everything) / len(everything):8.3f}{split}", flush=True)
        engine.close()


if __name__ == "__main__":
    main()
