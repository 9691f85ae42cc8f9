#!/usr/bin/env python3
"""Collections in BEIR format that nobody has tuned on, from what a Debian machine has: for search_relevance.py.

    python benchmarks/search_collections.py OUT [--lists /var/lib/apt/lists]

`packages` asks for the text of a package by its one-line description, `claims` by one sentence that was taken out of
the text (nine to forty words), `topics` by the names of its tags (several answers each), `manual` for a manual page by
what its NAME line says it does. One package of each source is taken, so that near-copies do not compete. Packages need
the long descriptions: `apt-get update -o Acquire::Languages=en -o Dir::State::lists=LISTS`.
"""

import argparse
import gzip
import json
import random
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

READER = "/usr/lib/apt/apt-helper"
MANUAL = Path("/usr/share/man")
SENTENCE = re.compile(r"(?<=[.!?])\s+")
SEARCHES = 1000
Search = tuple[str, Sequence[str]]
"""What is asked, and the names of the texts that answer."""


class Text(NamedTuple):
    name: str
    title: str
    text: str


class Package(NamedTuple):
    name: str
    line: str
    text: str
    tags: tuple[str, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--lists", type=Path, default=Path("/var/lib/apt/lists"))
    given = parser.parse_args()
    chance = random.Random(4)
    known = packages(given.lists)
    if known:
        put(given.out / "packages", [Text(p.name, "", p.text) for p in known], by_line(known, chance))
        put(given.out / "claims", *by_sentence(known, chance))
        put(given.out / "topics", [Text(p.name, p.line, p.text) for p in known], by_tag(known))
    pages = manual_pages()
    chosen = chance.sample(sorted(pages), min(SEARCHES, len(pages)))
    put(given.out / "manual", [page for page, _ in pages.values()], [(pages[n][1], [n]) for n in chosen])


def put(folder: Path, texts: Iterable[Text], searches: Iterable[Search]) -> None:
    """One collection."""
    (folder / "qrels").mkdir(parents=True, exist_ok=True)
    corpus = [json.dumps({"_id": it.name, "title": it.title, "text": it.text}) for it in texts]
    asked = list(searches)
    queries = [json.dumps({"_id": f"q{number}", "text": text}) for number, (text, _) in enumerate(asked)]
    judged = [f"q{number}\t{name}\t1" for number, (_, names) in enumerate(asked) for name in names]
    (folder / "corpus.jsonl").write_text("\n".join(corpus), "utf-8")
    (folder / "queries.jsonl").write_text("\n".join(queries), "utf-8")
    (folder / "qrels" / "test.tsv").write_text("\n".join(["query-id\tcorpus-id\tscore", *judged]), "utf-8")
    print(f"{folder}: {len(corpus)} texts, {len(queries)} searches")


def packages(lists: Path) -> list[Package]:
    """One of each source with a long description, where this machine keeps those."""
    texts = {block["Description-md5"]: block.get("Description-en", "") for block in blocks(lists, "Translation-en")}
    found: dict[str, Package] = {}
    for block in blocks(lists, "Packages"):
        line, _, text = texts.get(block.get("Description-md5", ""), "").partition("\n")
        source = block.get("Source", block["Package"]).split()[0]
        tags = tuple(tag.strip() for tag in block.get("Tag", "").replace("\n", " ").split(","))
        if len(text.split()) > 15:
            found.setdefault(source, Package(block["Package"], line, text, tags))
    return list(found.values())


def blocks(lists: Path, kind: str) -> Iterator[dict[str, str]]:
    """What apt's lists say, thing by thing."""
    for file in sorted(lists.glob(f"*_{kind}*")):
        said = subprocess.run([READER, "cat-file", file], check=True, capture_output=True, text=True).stdout
        for block in filter(None, said.split("\n\n")):
            pairs = (field.partition(":") for field in re.split(r"\n(?=\S)", block))
            yield {name: re.sub(r"(?m)^ \.?", "", value.strip()) for name, _, value in pairs}


def by_line(known: Sequence[Package], chance: random.Random) -> list[Search]:
    asked = [package for package in known if len(package.line.split()) > 2]
    return [(package.line, [package.name]) for package in chance.sample(asked, SEARCHES)]


def by_sentence(known: Sequence[Package], chance: random.Random) -> tuple[list[Text], list[Search]]:
    """The texts, of some of which one sentence is taken out, and the searches for these."""
    texts: list[Text] = []
    searches: list[Search] = []
    for package in chance.sample(known, len(known)):
        sentences = SENTENCE.split(package.text)
        long = [said for said in sentences if 8 < len(said.split()) <= 40 and "*" not in said]
        taken = chance.choice(long) if len(sentences) > 3 and long and len(searches) < SEARCHES else ""
        if taken:
            searches.append((" ".join(taken.split()), [package.name]))
        texts.append(Text(package.name, package.line, " ".join(said for said in sentences if said != taken)))
    return texts, searches


def by_tag(known: Sequence[Package]) -> list[Search]:
    having = defaultdict(list)
    for package in known:
        for tag in filter(None, package.tags):
            having[tag].append(package.name)
    few = {tag: names for tag, names in having.items() if 3 <= len(names) <= 300}
    return [(re.sub(r"\W+", " ", tag.rpartition("::")[2]), names) for tag, names in sorted(few.items())]


def manual_pages() -> dict[str, tuple[Text, str]]:
    """File → the page, and what it says that it is for; one page for each such line."""
    found: dict[str, tuple[Text, str]] = {}
    for file in sorted(MANUAL.glob("man[1-8]/*")):
        raw = file.read_bytes()
        page = (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode("utf-8", "replace")
        page = re.sub(r"\\f(?:[BIRP]|\(..)|\\[&,]|\\\(..", "", page).replace("\\-", "-").replace("\\", "")
        head = re.search(r'(?ims)^\.sh "?name"?\n(.*?)^\.sh', page)
        if head:
            names, _, purpose = re.sub(r"(?m)^\.\w+ ?", "", head[1]).replace("\n", " ").partition(" - ")
            text = re.sub(r"(?m)^[.'][A-Za-z]{1,3}\b", "", page[head.end() :])[:6000]
            if len(purpose.split()) > 2 and len(text) > 600:
                found.setdefault(purpose.strip(), (Text(file.name, names.strip(), text), purpose.strip()))
    return {page.name: (page, purpose) for page, purpose in found.values()}


if __name__ == "__main__":
    main()
