"""Which ruleset answers: one that weighs words or, with the extra `semantic`, one that compares meanings too."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from diaspora_commons.assistant import encoder
from diaspora_commons.assistant.match import Document
from diaspora_commons.assistant.ruleset import Ruleset


def ruleset_of(documents: Mapping[str, Sequence[Document]], is_semantic: bool, folder: Path | None = None) -> Ruleset:
    """Built from these documents; what the encoder made of the phrases is kept in the folder, if one is given."""
    if not is_semantic:
        return Ruleset(documents)
    plain = encoder.SentenceEncoder()
    # Numpy comes with the extra, so nothing that needs it is read before it is known to be there.
    from diaspora_commons.assistant.semantic import SemanticRuleset

    return SemanticRuleset(documents, encoder.Kept(plain, folder) if folder else plain)
