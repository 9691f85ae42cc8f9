"""Where a conversation stands, and what one turn of it says. Both are plain data: state is kept as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

Slots = dict[str, Any]


@dataclass(frozen=True)
class Option:
    """Something that was offered, and can be chosen by its number, its words or its name."""

    kind: str
    """faq, course, cohort, partner, or text: then its words are as if they had been written."""
    id: str
    label: str
    words: str = ""
    """What else it may be called by."""


@dataclass(frozen=True)
class Thing:
    """A course, an organisation or an initiative that is shown, and where it is."""

    kind: str
    title: str
    path: str
    """Without the language in front."""
    note: str = ""
    language: str = ""


@dataclass(frozen=True)
class PageLink:
    """A page of the product by its name in the registry; `values` fill its form."""

    page: str
    values: Mapping[str, str] = field(default_factory=dict)
    label: str = ""


@dataclass
class Reply:
    """What is said in one turn, in the vocabulary of the dialogues."""

    action: str
    language: str
    intent: str = ""
    flow: str = ""
    slots: Slots = field(default_factory=dict)
    ask: str = ""
    said: list[str] = field(default_factory=list)
    """Sentences of our own, in the reply's language."""
    faq: str = ""
    """The question whose reviewed answer is shown."""
    choices: list[Option] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    own: list[Thing] = field(default_factory=list)
    """How the things of whoever is signed in stand; shown once, and kept in no transcript."""
    pages: list[PageLink] = field(default_factory=list)
    searched: str = ""
    """What the product's own search was asked."""
    hits: list[Any] = field(default_factory=list)
    """What it found."""
    confidence: float = 1.0
    rule: str = ""
    words: tuple[str, ...] = ()
    read_as: str = ""
    near: str = ""
    """The known question that is nearest in meaning, where meanings are compared."""

    def kept(self) -> dict[str, Any]:
        """What the transcript keeps of it."""
        names = ("action", "language", "flow", "ask", "said", "faq", "searched", "read_as", "rule", "words", "near")
        told = {name: getattr(self, name) for name in names if getattr(self, name)}
        told |= {"choices": [{"label": o.label, "kind": o.kind} for o in self.choices]} if self.choices else {}
        told |= {"results": [_line(hit) for hit in self.hits]} if self.hits else {}
        told |= {"things": [asdict(thing) for thing in self.things]} if self.things else {}
        return told | ({"pages": [asdict(link) for link in self.pages]} if self.pages else {})


def _line(hit: Any) -> dict[str, str]:
    return {"kind": hit.kind, "title": hit.title, "path": hit.url, "language": hit.language}


@dataclass
class State:
    """What is remembered from one turn to the next, for half an hour of silence at most."""

    language: str = "en"
    flow: str = ""
    slots: Slots = field(default_factory=dict)
    ask: str = ""
    steps: list[list[Any]] = field(default_factory=list)
    """Earlier places of the flow, for going back: slots and what was asked."""
    offered: list[dict[str, str]] = field(default_factory=list)
    """The options that can be chosen from, as they were shown."""
    faq: str = ""
    """The last question that was answered."""
    asked: str = ""
    """What the visitor asked last, as far as it was a question."""
    missed: str = ""
    """The last question that found no answer."""
    question: str = ""
    """What the flow asked last, to be said again after a side question."""
    last: str = ""
    """The last action."""
    is_in_danger: bool = False
    log: list[dict[str, Any]] = field(default_factory=list)
    """The transcript, masked: `{"you": …}` and `{"we": …}` by turns."""

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "State":
        """The state as it was kept; what an older version kept beyond it is dropped."""
        known = {item.name for item in fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in known})

    def kept(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def options(self) -> list[Option]:
        return [Option(**option) for option in self.offered]

    def offer(self, options: list[Option]) -> None:
        self.offered = [asdict(option) for option in options]

    def enter(self, flow: str, **slots: Any) -> None:
        """Begin a flow; what another one knew is gone."""
        self.flow, self.slots, self.ask, self.steps = flow, dict(slots), "", []
        self.offered = []

    def leave(self) -> None:
        """End the flow."""
        self.flow, self.slots, self.ask, self.steps, self.offered = "", {}, "", [], []
