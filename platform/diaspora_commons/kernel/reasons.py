"""Reasons that are given often, ready to tick, in the language of those who will read them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .languages import speaking


@dataclass(frozen=True)
class ReadyReasons:
    """verb → name → sentence."""

    sentences: Mapping[str, Mapping[str, Any]]

    def for_(self, verb: str, language: str) -> list[tuple[str, str]]:
        """(name, sentence) of the ready reasons for a verb, in a language."""
        with speaking(language):
            return [(name, str(sentence)) for name, sentence in self.sentences.get(verb, {}).items()]

    def told(self, verb: str, language: str, ticked: Iterable[str], words: str) -> str:
        """The ticked ones in their readers' language, then one's own words."""
        chosen = set(ticked)
        sentences = [sentence for name, sentence in self.for_(verb, language) if name in chosen]
        return "\n\n".join(filter(None, [*sentences, words.strip()]))
