"""In which language was a question asked? The page's own, unless the question clearly says otherwise."""

import re
from collections.abc import Collection

from diaspora_commons.assistant.words import normalise

_ARABIC = re.compile("[\u0621-\u064a]")
_LATIN = re.compile("[a-z]")
# Clear means: two more tell-tale words than the page's own language has.
LEAD = 2

_TELLING = {
    "en": "the and is are was do does did how what where which who why when can could should will would my your "
    "our this that these there here with from have has about not for please want need get find hello thanks",
    "fr": "le la les des du un une est sont et ou je tu nous vous ils elle mon ma mes votre vos notre ce cette ces "
    "dans pour avec sur pas ne que qui quoi comment pourquoi quand combien quel quelle quels quelles puis peux "
    "peut peuvent faire faut voudrais veux trouver au aux merci bonjour salut svp",
    "es": "el la los las un una unos es son y o yo tu nosotros usted mi mis su sus este esta estos en para con "
    "por del al no que quien como donde cuando cuanto cuanta cuesta cual cuales porque puedo puede pueden hacer "
    "hay quiero necesito encontrar gracias hola favor",
}
_WORDS = {language: frozenset(words.split()) for language, words in _TELLING.items()}


def language_of(text: str, page: str, spoken: Collection[str]) -> str:
    """The language to answer in, out of those spoken; the page's language wins whenever there is doubt."""
    folded = normalise(text, page)
    is_arabic = len(_ARABIC.findall(folded)) > len(_LATIN.findall(folded))
    if is_arabic:
        return "ar" if "ar" in spoken else page
    words = set(folded.split())
    votes = {language: len(words & telling) for language, telling in _WORDS.items() if language in spoken}
    if not votes or not words:
        return page
    best = max(votes, key=lambda language: (votes[language], language == page, language == "en"))
    if page == "ar" and _LATIN.search(folded):
        return best
    return best if votes[best] >= votes.get(page, 0) + LEAD else page
