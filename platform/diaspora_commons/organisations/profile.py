"""What stands on a profile: the text its people write, and the parts that higher rooms add to the page."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from diaspora_commons.kernel.permissions import Actor

from .models import Organisation

TAGS = {"heritage": "heritage", "active": "active", "languages": "language", "sectors": "sector"}
"""Field of the profile → facet of its tags."""


@dataclass(frozen=True)
class Profile:
    """Everything that the people of an organisation say of it."""

    name: str
    kind: str
    description: str
    description_language: str
    name_language: str = ""
    acronym: str | None = None
    is_incorporated: bool | None = None
    website: str | None = None
    city: str | None = None
    country: str | None = None
    founded: int | None = None
    offering: str = ""
    looking_for: str = ""
    heritage: Sequence[str] = field(default=())
    active: Sequence[str] = field(default=())
    languages: Sequence[str] = field(default=())
    sectors: Sequence[str] = field(default=())

    def write_on(self, organisation: Organisation) -> None:
        """Let the organisation say this."""
        for name, value in vars(self).items():
            if name in TAGS:
                organisation.tag(TAGS[name], value)
            else:
                setattr(organisation, name, value)


@dataclass(frozen=True)
class Part:
    """One section of the page: what to find for this reader, and the template that shows what was `found`."""

    find: Callable[[Actor, Organisation], Any]
    template: str


parts: dict[str, Part] = {}
ORDER = ("initiatives", "courses", "resources", "events")


def shows(name: str, find: Callable[[Actor, Organisation], Any], template: str) -> None:
    """Add a section to every profile; one that finds nothing is left out. Called by the room that has the things."""
    parts[name] = Part(find, template)


def sections(actor: Actor, organisation: Organisation) -> list[tuple[str, Any]]:
    """(template, what was found) of each section, in their order."""
    names = sorted(parts, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER))
    found = [(parts[name].template, parts[name].find(actor, organisation)) for name in names]
    return [(template, things) for template, things in found if things]


Named = Callable[[int], Iterable[str]]
names_it: list[Named] = []
"""Functions from an organisation's id to the search keys of things that show its name, or vanish with it."""
