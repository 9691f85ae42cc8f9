"""Gather what is said to people into the catalogues, and compile them: `make messages`.

The catalogues are `platform/diaspora_commons/translations/<language>/LC_MESSAGES/messages.po`; translators edit those.
The compiled `.mo` files are kept beside them, so that a site runs from a checkout, a wheel or a copy alike.
"""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

TOP = Path(__file__).resolve().parents[1]
FOLDER = TOP / "platform" / "diaspora_commons" / "translations"
LANGUAGES = ("fr", "es", "ar")
STEADY = datetime(2026, 1, 1, tzinfo=UTC)
"""The date in every header, so that a second run changes nothing."""
KEYWORDS = {
    "_": None,
    "lazy": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
METHODS = [
    ("platform/diaspora_commons/**.py", "python"),
    ("templates/**.html", "jinja2"),
    ("templates/**.txt", "jinja2"),
]
OPTIONS = {"templates/**.html": {"trimmed": "true"}, "templates/**.txt": {"trimmed": "true"}}


def gathered() -> Catalog:
    """Every message of the code and the templates."""
    catalogue = Catalog(project="Diaspora Commons", version="", charset="utf-8", fuzzy=False)
    for top in ("platform", "templates"):
        found = extract_from_dir(
            TOP / top,
            [(pattern.removeprefix(f"{top}/"), method) for pattern, method in METHODS if pattern.startswith(top)],
            {pattern.removeprefix(f"{top}/"): o for pattern, o in OPTIONS.items() if pattern.startswith(top)},
            KEYWORDS,
            ["Translators:"],
            strip_comment_tags=True,
        )
        for file, _line, message, comments, context in found:
            catalogue.add(message, None, [(f"{top}/{file}", None)], auto_comments=comments, context=context)
    return catalogue


def file_of(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


def catalogue_of(language: str) -> Catalog:
    file = file_of(language)
    if not file.exists():
        return Catalog(locale=language, project="Diaspora Commons", fuzzy=False)
    with file.open("rb") as stream:
        return read_po(stream, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main() -> int:
    template = gathered()
    missing = 0
    for language in LANGUAGES:
        catalogue = catalogue_of(language)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.creation_date = catalogue.revision_date = STEADY
        catalogue.header_comment = f"# What Diaspora Commons says, in {catalogue.locale.english_name}."
        catalogue.last_translator = catalogue.language_team = "the team of Diaspora Commons"
        catalogue.msgid_bugs_address = ""
        file = file_of(language)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as stream:
            write_po(stream, catalogue, width=110, sort_output=True, omit_header=False)
        file.with_suffix(".mo").write_bytes(compiled(catalogue_of(language)))
        empty = [
            m for m in catalogue if m.id and not all(m.string if isinstance(m.string, (tuple, list)) else [m.string])
        ]
        missing += len(empty)
        print(f"{language}: {len(catalogue)} messages, {len(empty)} without a translation")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
