"""Shelves: what documents are filed under, by the words of its labels in every language.

A search for «remesas» finds what is filed under the topic Remittances, whatever language it is written in.
"""

from functools import cache

from diaspora_commons.kernel import vocabulary

from .words import LANGUAGES, stem_terms, words

VOCABULARIES = {
    "sector": ("sectors",),
    "topic": ("topics",),
    "sdg": ("sdgs",),
    "gcm": ("gcm_objectives",),
    "type": ("resource_kinds", "organisation_kinds"),
}
KINDS = {
    "initiative": {
        "en": "initiative project programme", "fr": "initiative projet programme", "es": "iniciativa proyecto programa",
        "ar": "مبادرة مشروع برنامج", "pt": "iniciativa projeto programa",
    },
    "organisation": {
        "en": "organisation association", "fr": "organisation association", "es": "organización asociación",
        "ar": "منظمة جمعية", "pt": "organização associação",
    },
    "resource": {
        "en": "resource library", "fr": "ressource bibliothèque", "es": "recurso biblioteca", "ar": "مورد مكتبة",
        "pt": "recurso biblioteca",
    },
    "course": {
        "en": "course training certificate", "fr": "cours formation certificat", "es": "curso formación certificado",
        "ar": "دورة تدريب شهادة", "pt": "curso formação certificado",
    },
    "lesson": {
        "en": "lesson", "fr": "leçon", "es": "lección", "ar": "درس", "pt": "lição",
    },
    "event": {
        "en": "event meeting", "fr": "événement rencontre", "es": "evento encuentro", "ar": "فعالية حدث لقاء",
        "pt": "evento encontro",
    },
    "help": {
        "en": "help question answer", "fr": "aide question réponse", "es": "ayuda pregunta respuesta",
        "ar": "مساعدة سؤال إجابة", "pt": "ajuda pergunta resposta",
    },
}  # fmt: skip
"""The words for each kind of thing, in all content languages."""


@cache
def shelves() -> dict[str, frozenset[str]]:
    """Stem term → every `facet=value` whose label has it."""
    found: dict[str, set[str]] = {}
    for facet, value, labels in labelled():
        for language in LANGUAGES:
            for term in stem_terms(words(labels.get(language, "")), language):
                found.setdefault(term, set()).add(f"{facet}={value}")
    return {term: frozenset(filed) for term, filed in found.items()}


def labelled() -> list[tuple[str, str, dict[str, str]]]:
    found = [("kind", kind, labels) for kind, labels in KINDS.items()]
    for facet, names in VOCABULARIES.items():
        for name in names:
            found += [(facet, value, labels) for value, labels in vocabulary.terms(name).items()]
    return found
