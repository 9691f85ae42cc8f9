"""A work as other people's reference managers want it: BibTeX, RIS, CSL-JSON, and plain text."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from diaspora_commons.kernel.clock import today

from .models import Resource

BIBTEX = {"report": "techreport", "policy": "techreport", "toolkit": "manual", "case-study": "techreport"}
RIS = {
    "report": "RPRT", "policy": "GOVDOC", "toolkit": "RPRT", "dataset": "DATA", "article": "ELEC", "case-study": "RPRT",
    "video": "VIDEO", "webinar": "VIDEO", "course-material": "ELEC", "newsletter": "ELEC", "legal-text": "STAT",
}  # fmt: skip
CSL = {
    "report": "report", "policy": "report", "toolkit": "report", "dataset": "dataset", "article": "webpage",
    "case-study": "report", "video": "motion_picture", "webinar": "motion_picture", "course-material": "document",
    "newsletter": "periodical", "legal-text": "legislation",
}  # fmt: skip
ESCAPED = str.maketrans({c: f"\\{c}" for c in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\~{}", "^": r"\^{}"})


@dataclass(frozen=True)
class Format:
    """One way of citing: what it is called, what it is, and who writes it."""

    name: str
    label: str
    mimetype: str
    write: Callable[[Resource], str]


def publishers(resource: Resource) -> list[str]:
    return [p.name for p in resource.shown_publishers]


def authors(resource: Resource) -> list[str]:
    """Who answers for it: its authors, or else whoever published it."""
    return resource.authors or publishers(resource)


def one_line(text: str) -> str:
    return " ".join(text.split())


def bibtex(resource: Resource) -> str:
    kind = BIBTEX.get(resource.kind, "misc")
    publisher = " and ".join(publishers(resource))
    fields = {
        # Braces keep a name whole: nobody told us which part of it is the family's.
        "author": " and ".join(f"{{{tex(name)}}}" for name in authors(resource)),
        "title": f"{{{tex(resource.title)}}}",
        "institution" if kind == "techreport" else "organization" if kind == "manual" else "publisher": tex(publisher),
        "year": str(resource.year or ""),
        "language": ", ".join(resource.tagged("language")),
        "url": resource.url,
        "urldate": today().isoformat(),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{kind}{{{resource.slug},\n" + ",\n".join(lines) + "\n}\n"


def tex(text: str) -> str:
    return one_line(text).translate(ESCAPED)


def ris(resource: Resource) -> str:
    fields = [
        ("TY", RIS.get(resource.kind, "GEN")),
        *(("AU", name) for name in authors(resource)),
        ("TI", resource.title),
        ("PY", str(resource.year or "")),
        *(("PB", name) for name in publishers(resource)),
        *(("LA", code) for code in resource.tagged("language")),
        ("AB", resource.abstract),
        ("UR", resource.url),
        ("Y2", today().strftime("%Y/%m/%d")),
    ]
    lines = [f"{tag}  - {one_line(value)}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def csl(resource: Resource) -> str:
    day = today()
    item: dict[str, Any] = {
        "id": resource.slug,
        "type": CSL.get(resource.kind, "document"),
        "title": one_line(resource.title),
        "author": [{"literal": name} for name in authors(resource)],
        "publisher": "; ".join(publishers(resource)),
        "issued": {"date-parts": [[resource.year]]} if resource.year else None,
        "language": ", ".join(resource.tagged("language")),
        "abstract": resource.abstract,
        "URL": resource.url,
        "accessed": {"date-parts": [[day.year, day.month, day.day]]},
    }
    kept = {name: value for name, value in item.items() if value}
    return json.dumps([kept], ensure_ascii=False, indent=2) + "\n"


def text(resource: Resource) -> str:
    """Author (year). Title. Publisher. Address. In no language, so that it fits any list of references."""
    who = "; ".join(authors(resource))
    head = f"{who} ({resource.year})" if who and resource.year else who or (str(resource.year) if resource.year else "")
    publisher = "; ".join(publishers(resource)) if resource.authors else ""
    parts = [part for part in (head, one_line(resource.title), publisher) if part]
    said = " ".join(part if re.search(r"[.?!؟…]$", part) else f"{part}." for part in parts)
    return f"{said} {resource.url}\n"


FORMATS = {
    f.name: f
    for f in (
        Format("bib", "BibTeX", "application/x-bibtex", bibtex),
        Format("ris", "RIS", "application/x-research-info-systems", ris),
        Format("json", "CSL-JSON", "application/vnd.citationstyles.csl+json", csl),
        Format("txt", "Text", "text/plain", text),
    )
}
