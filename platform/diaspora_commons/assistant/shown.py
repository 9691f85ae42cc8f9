"""A conversation as the page shows it: from replies, or from what the transcript kept of them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from diaspora_commons.kernel.languages import _, speaking
from diaspora_commons.kernel.prose import plain
from diaspora_commons.search.results import local

from . import explanation, links
from .desk import Desk
from .links import Link
from .models import FaqText
from .state import PageLink, Reply, State

MASKED = "…"


@dataclass(frozen=True)
class Shown:
    """One reply, ready for the template."""

    action: str
    language: str
    said: Sequence[str] = ()
    text: FaqText | None = None
    things: Sequence[Mapping[str, Any]] = ()
    results: Sequence[Mapping[str, Any]] = ()
    own: Sequence[Mapping[str, Any]] = ()
    links: Sequence[Link] = ()
    choices: Sequence[Mapping[str, str]] = ()
    why: str = ""
    read_as: str = ""
    searched: str = ""
    is_in_flow: bool = False
    is_danger: bool = False


@dataclass(frozen=True)
class Turn:
    """What the visitor said, and what was answered."""

    you: str
    we: Shown


def now(desk: Desk, reply: Reply) -> Shown:
    """A reply that was just made."""
    own = [{**asdict(thing), "url": local(thing.path)} for thing in reply.own]
    return replace(of(desk, reply.kept()), own=own)


def transcript(desk: Desk, state: State) -> list[Turn]:
    """All turns that were kept."""
    return [Turn(turn["you"], of(desk, turn["we"])) for turn in state.log]


def of(desk: Desk, kept: Mapping[str, Any]) -> Shown:
    """A reply as it was kept."""
    language = str(kept.get("language", "en"))
    text = desk.text(kept["faq"], language) if kept.get("faq") else None
    pages = [PageLink(**link) for link in kept.get("pages", ())]
    with speaking(language):
        found = links.these(pages) or (links.of(text.faq) if text else [])
    return Shown(
        action=kept["action"],
        language=language,
        said=kept.get("said", ()),
        text=text,
        things=[{**thing, "url": local(thing["path"])} for thing in kept.get("things", ())],
        results=[{**hit, "url": local(hit["path"])} for hit in kept.get("results", ())],
        links=found,
        choices=kept.get("choices", ()),
        why=explanation.sentence(kept.get("rule", ""), kept.get("words", ()), kept.get("near", "")),
        read_as=kept.get("read_as", ""),
        searched=kept.get("searched", ""),
        is_in_flow=bool(kept.get("flow")),
        is_danger=kept["action"] == "show_safety",
    )


def plain_lines(desk: Desk, state: State) -> list[str]:
    """The conversation as a text to keep."""
    lines = []
    their_name, our_name = _("You"), _("Assistant")
    for turn in transcript(desk, state):
        lines += [f"{their_name}: {turn.you or MASKED}", ""]
        we = turn.we
        lines += [f"{our_name}:", *we.said]
        if we.text:
            lines += [we.text.question, plain(we.text.answer), *we.text.faq.sources]
        lines += [f"- {thing['title']}" for thing in (*we.things, *we.results)]
        lines += [f"- {choice['label']}" for choice in we.choices]
        lines.append("")
    return lines
