"""Reading FAQs: those whose pages all exist, for everybody alike."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.errors import NotHere
from diaspora_commons.kernel.languages import LANGUAGES, _
from diaspora_commons.kernel.permissions import VISITOR, Actor

from .match import Document
from .models import Faq, FaqText, Phrase, PhraseKind, RulesetRow
from .rules import visible_to

RELATED = 4
POPULAR = (
    "register-account",
    "publish-initiative",
    "create-organisation-profile",
    "is-it-free",
    "find-course",
    "gcm-what",
    "remittance-cost",
    "contact-team",
)
"""What a newcomer most likely wants to know."""


def _all(actor: Actor) -> Select[Faq]:
    return select(Faq).where(visible_to(actor)).order_by(Faq.position)


def one(actor: Actor, slug: str) -> Faq:
    """The FAQ of this name."""
    faq = db.scalar(_all(actor).where(Faq.slug == slug))
    if faq is None:
        raise NotHere(_("There is no such question. Look through the help, or ask in your own words."))
    return faq


def those(actor: Actor, slugs: Iterable[str]) -> list[Faq]:
    """The FAQs of these names that may be shown, in the order of the names."""
    names = list(slugs)
    found = {faq.slug: faq for faq in db.scalars(_all(actor).where(Faq.slug.in_(names)))}
    return [found[name] for name in names if name in found]


def popular(actor: Actor) -> list[Faq]:
    """What people most often want to know."""
    return those(actor, POPULAR)


def by_topic(actor: Actor) -> dict[str, list[Faq]]:
    """All FAQs, topic by topic, in the order in which they were written."""
    topics: dict[str, list[Faq]] = {}
    for faq in db.scalars(_all(actor)):
        topics.setdefault(faq.topic, []).append(faq)
    return topics


def related(actor: Actor, faq: Faq) -> list[Faq]:
    """Others of the same topic; those that lead to the same pages first, then the nearest in the list."""
    others = db.scalars(_all(actor).where(Faq.topic == faq.topic, Faq.id != faq.id)).all()
    mine = {link.page for link in faq.links}

    def distance(other: Faq) -> tuple[int, int]:
        shared = len(mine & {link.page for link in other.links})
        return -shared, abs(other.position - faq.position)

    return sorted(others, key=distance)[:RELATED]


def texts(ids: Sequence[int] | None) -> list[FaqText]:
    """The texts of shown FAQs, for the search."""
    wanted = select(FaqText).join(Faq).options(selectinload(FaqText.faq).selectinload(Faq.phrases))
    if ids is not None:
        wanted = wanted.where(FaqText.id.in_(ids))
    return list(db.scalars(wanted.where(visible_to(VISITOR)).order_by(FaqText.id)))


def in_force() -> RulesetRow | None:
    """The version of the ruleset that answers now."""
    return db.scalar(select(RulesetRow).order_by(RulesetRow.version.desc()).limit(1))


def documents() -> dict[str, list[Document]]:
    """Everything the matcher learns from, by language; hidden FAQs too, so that they are recognised as such."""
    asked: dict[tuple[int, str], list[str]] = {}
    phrases = select(Phrase.faq_id, Phrase.language, Phrase.text).where(Phrase.kind == PhraseKind.PHRASE)
    for faq_id, language, phrase in db.execute(phrases.order_by(Phrase.id)):
        asked.setdefault((faq_id, language), []).append(phrase)
    found: dict[str, list[Document]] = {language: [] for language in LANGUAGES}
    rows = select(Faq.id, Faq.slug, FaqText.language, FaqText.question, FaqText.answer).join(FaqText)
    for faq_id, slug, language, question, answer in db.execute(rows.order_by(Faq.position)):
        ways = (question, *asked.get((faq_id, language), ()))
        found.setdefault(language, []).append(Document(slug, ways, answer))
    return {language: documents for language, documents in found.items() if documents}
