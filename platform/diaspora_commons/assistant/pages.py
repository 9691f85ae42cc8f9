"""The pages that FAQs lead to, by name. The one place that knows which endpoint a name stands for.

An FAQ is shown only while all its pages exist, so an answer never promises what is not there.
"""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from typing import Any

from diaspora_commons.kernel.languages import lazy


@dataclass(frozen=True)
class Page:
    """Where a page is, and what its link says."""

    endpoint: str
    label: Any
    values: Mapping[str, str] = field(default_factory=dict)


def _text(name: str, label: Any) -> Page:
    return Page("home.text", label, {"name": name})


PAGES = {
    "about": _text("about", lazy("About")),
    "accessibility": _text("accessibility", lazy("Accessibility")),
    "account": Page("accounts.account", lazy("My account")),
    "account-privacy": Page("accounts.my_data", lazy("My data")),
    "api": _text("api", lazy("API")),
    "certificate-verify": Page("certificates.form", lazy("Check a certificate")),
    "contact": _text("contact", lazy("Contact")),
    "course": Page("courses.show", lazy("To the course")),
    "courses": Page("courses.index", lazy("Courses")),
    "feeds": _text("feeds", lazy("Feeds")),
    "guidelines": _text("guidelines", lazy("Community guidelines")),
    "help": Page("assistant.help_index", lazy("Help")),
    "initiative-new": Page("initiatives.new", lazy("Write an initiative")),
    "initiatives": Page("initiatives.index", lazy("Initiatives")),
    "languages": _text("languages", lazy("Languages")),
    "login": Page("accounts.sign_in", lazy("Sign in")),
    "my-initiatives": Page("initiatives.mine", lazy("My initiatives")),
    "my-learning": Page("learning.index", lazy("My learning")),
    "notifications": Page("accounts.letters", lazy("My letters")),
    "organisations": Page("organisations.index", lazy("Organisations")),
    "partnership-new": Page("partnerships.new", lazy("Ask for a partnership")),
    "partnerships": Page("partnerships.index", lazy("Partnerships")),
    "password-reset": Page("accounts.password_reset", lazy("Choose a new password")),
    "privacy": _text("privacy", lazy("Privacy")),
    "register": Page("accounts.register", lazy("Create an account")),
    "report": Page("moderation.report", lazy("Report something")),
    "resource-suggest": Page("library.suggest", lazy("Suggest a resource")),
    "resources": Page("library.index", lazy("Library")),
    "search": Page("search.search", lazy("Search")),
}

endpoints: list[Callable[[], Container[str]]] = []
"""How to tell which endpoints there are; the app's door puts it here, the last one counts."""


def exists(name: str) -> bool:
    """Is there such a page in the running app?"""
    page = PAGES.get(name)
    return page is not None and bool(endpoints) and page.endpoint in endpoints[-1]()


def existing() -> list[str]:
    """The names of all pages that there are."""
    return [name for name in PAGES if exists(name)]
