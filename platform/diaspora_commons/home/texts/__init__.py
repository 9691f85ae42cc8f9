"""The pages about the site, one Markdown file a page and language: the first line is its title."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

from diaspora_commons.kernel.settings import settings

FOLDER = Path(__file__).parent
NAMES = ("about", "guidelines", "privacy", "accessibility", "languages", "contact", "api", "feeds")


@dataclass(frozen=True)
class Text:
    """A page: its title, its first sentence, and all of it as Markdown."""

    title: str
    body: str

    @property
    def first_sentence(self) -> str:
        return self.body.strip().split("\n", 1)[0]


@cache
def read(name: str, language: str) -> str:
    return (FOLDER / f"{name}.{language}.md").read_text(encoding="utf-8")


def text(name: str, language: str) -> Text:
    """The page in this language; `$here` is the address of the site in it, `$contact` whom to write to."""
    title, _, body = read(name, language).partition("\n")
    holes = {"here": f"/{language}", "site": settings().address, "contact": settings().contact_address}
    return Text(title.removeprefix("# ").strip(), Template(body).substitute(holes))
