"""Why this reply? In a sentence for people, in fields for programs."""

from typing import Any

from diaspora_commons.kernel.languages import _, pgettext

from .ruleset import Look


def sentence(look: Look) -> str:
    """What led to the reply."""
    quoted = [pgettext("a word in quotation marks", "“%(word)s”", word=word) for word in look.matched]
    words = pgettext("between the things of a list", ", ").join(quoted)
    if look.rule == "safety":
        return _("Your message may be about somebody in danger, so this text comes before anything else.")
    if look.rule == "phrase":
        return _("You asked in words that a person has tied to this answer.")
    if look.rule == "words" and words:
        return _("These words of your question led here: %(words)s.", words=words)
    return _("None of your words occur in the questions we have answers to.")


def fields(look: Look) -> dict[str, Any]:
    """The same for programs."""
    return {"rule": look.rule, "words": list(look.matched), "read_as": look.read_as or None}
