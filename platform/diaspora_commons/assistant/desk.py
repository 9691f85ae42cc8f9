"""What a conversation may look at: reviewed answers, courses, possible partners, and what search finds.

Everything here is public: nothing that only some people may see ever enters an answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from diaspora_commons.courses.certificates import codes
from diaspora_commons.courses.models import Cohort, Course
from diaspora_commons.courses.rules import visible_to as visible_courses
from diaspora_commons.initiatives.models import Initiative
from diaspora_commons.initiatives.rules import public as public_initiatives
from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.permissions import VISITOR, Actor
from diaspora_commons.organisations.models import Organisation
from diaspora_commons.organisations.rules import public as public_organisations

from . import pages, queries, slots
from .models import Faq, FaqText
from .names import Known
from .ruleset import Look, Ruleset
from .state import Thing

PARTNERS = 5
READ = 60
"""So many organisations and initiatives are read to choose the best few from."""
PLACES = {"country", "heritage", "active"}


@dataclass(frozen=True)
class Stage:
    """What is taken as given when a dialogue is checked: the day, full cohorts, answers that are not translated."""

    day: date | None = None
    full: frozenset[str] = frozenset()
    untranslated: frozenset[str] = frozenset()


class Desk:
    """One turn's view of the commons."""

    def __init__(self, actor: Actor, rules: Ruleset, version: str, stage: Stage | None = None) -> None:
        self.actor = actor
        self.rules = rules
        self.version = version
        self._stage = stage or Stage()
        self._faqs: dict[str, Faq | None] = {}

    @property
    def today(self) -> date:
        return self._stage.day or today()

    def look(self, text: str, language: str, before: str = "", but: str = "") -> Look:
        """What the reviewed answers have to say to a question."""
        return self.rules.look(text, language, before, but)

    def related(self, faq: Faq) -> Sequence[Faq]:
        """Questions near to one."""
        return queries.related(self.actor, faq)

    def is_known(self, language: str) -> Known:
        """Which words are no typing errors."""
        return self.rules.knows(language)

    def faq(self, slug: str) -> Faq | None:
        """The question of this name, if it may be shown; looked up once a turn."""
        if slug not in self._faqs:
            self._faqs[slug] = next(iter(queries.those(self.actor, [slug])), None)
        return self._faqs[slug]

    def text(self, slug: str, language: str) -> FaqText | None:
        """Its text in this language, or else in English."""
        faq = self.faq(slug)
        if faq is None:
            return None
        return faq.text("en" if slug in self._stage.untranslated else language)

    def intent(self, slug: str) -> str:
        return slug.replace("-", "_")

    def has_page(self, name: str) -> bool:
        return pages.exists(name)

    @cached_property
    def courses(self) -> Sequence[Course]:
        """All courses, with their cohorts."""
        rows = select(Course).where(visible_courses(VISITOR)).options(selectinload(Course.cohorts))
        return db.scalars(rows.order_by(Course.id)).all()

    def course(self, slug: str) -> Course | None:
        return next((course for course in self.courses if course.slug == slug), None)

    def open_cohorts(self, course: Course) -> list[Cohort]:
        """Those that one can still apply for."""
        return [c for c in course.cohorts if c.deadline >= self.today and not c.is_example]

    def is_full(self, cohort: Cohort) -> bool:
        return cohort.code in self._stage.full or cohort.taken >= cohort.capacity

    def may_be_certificate(self, code: str) -> str:
        """The code as we write it, if it can be one of ours; whether it is, its page says."""
        read = codes.read(code)
        return codes.written(read) if read and codes.fits(read) else ""

    def partners(self, country: str, sector: str, words: str = "", language: str = "en") -> list[Thing]:
        """Organisations and initiatives by country and sector; `words` must then stand in their own texts too."""
        found = [
            *self._organisations(country, sector),
            *self._initiatives(country, sector),
        ]
        wanted = slots.stems_of(words.split(), language)
        fitting = [thing for thing, said in found if not wanted or wanted <= slots.stems_of(said.split(), language)]
        return fitting[:PARTNERS]

    def _organisations(self, country: str, sector: str) -> list[tuple[Thing, str]]:
        rows = select(Organisation).where(public_organisations()).order_by(Organisation.name, Organisation.id)
        rows = rows.where(_is_one_of(Organisation, {"sector"}, sector))
        if country:
            rows = rows.where(or_(Organisation.country == country, _is_one_of(Organisation, PLACES, country)))
        return [
            (
                Thing("organisation", o.title, f"/organisations/{o.slug}", o.city or "", o.name_language),
                f"{o.name} {o.description}".casefold(),
            )
            for o in db.scalars(rows.limit(READ))
        ]

    def _initiatives(self, country: str, sector: str) -> list[tuple[Thing, str]]:
        rows = select(Initiative).where(public_initiatives()).order_by(Initiative.published_at.desc(), Initiative.id)
        rows = rows.where(_is_one_of(Initiative, {"sector"}, sector), _is_one_of(Initiative, PLACES, country))
        return [
            (
                Thing("initiative", i.title, f"/initiatives/{i.slug}", i.organisation.title, i.language),
                f"{i.title} {i.summary}".casefold(),
            )
            for i in db.scalars(rows.options(joinedload(Initiative.organisation)).limit(READ))
        ]


def _is_one_of(model: type[Organisation | Initiative], facets: set[str], value: str) -> ColumnElement[bool]:
    """Tagged so; true when nothing is asked for."""
    if not value:
        return true()
    tag = model.Tag
    return model.tags.any(and_(tag.facet.in_(facets), tag.value == value))
