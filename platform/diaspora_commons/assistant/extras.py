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
    encoder.look(is_wanted=True)
    # Nothing that needs numpy is read before it is known to be there; and this is read before the encoder, since it
    # says how many threads numpy is to have.
    from diaspora_commons.assistant.semantic import SemanticRuleset

    plain = encoder.loaded()
    return SemanticRuleset(documents, encoder.Kept(plain, folder) if folder else plain)
