"""Why this reply? In a sentence for people, in fields for programs."""

from collections.abc import Iterable
from typing import Any

from diaspora_commons.kernel.languages import _, pgettext

from .state import Reply


def sentence(rule: str, matched: Iterable[str], near: str = "") -> str:
    """What led to the reply; nothing when there is nothing to say."""
    quoted = [pgettext("a word in quotation marks", "“%(word)s”", word=word) for word in matched]
    words = pgettext("between the things of a list", ", ").join(quoted)
    if rule == "safety":
        return _("Your message may be about somebody in danger, so this text comes before anything else.")
    if rule == "settled":
        return _("A person has settled that this can mean several things.")
    if rule in ("phrase", "template"):
        return _("You asked in words that a person has tied to this answer.")
    if rule != "words":
        return ""
    told = [_("These words of your question led here: %(words)s.", words=words)] if words else []
    if near:
        known = pgettext("a word in quotation marks", "“%(word)s”", word=near)
        told.append(_("In meaning, your question is nearest to this one that we know: %(question)s.", question=known))
    return " ".join(told)


def fields(reply: Reply) -> dict[str, Any]:
    """The same for programs."""
    near = {"near": reply.near} if reply.near else {}
    return {"rule": reply.rule, "words": list(reply.words), "read_as": reply.read_as or None, **near}
