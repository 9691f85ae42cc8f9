"""The people and things that tests talk about. Say only what matters to the test; the rest is made valid here."""

from datetime import timedelta
from itertools import count

from diaspora_commons.accounts.models import Person, Role
from diaspora_commons.courses.certificates import actions as certificates
from diaspora_commons.courses.enrolments.models import Enrolment, EnrolmentState
from diaspora_commons.courses.models import Cohort, Course, Lesson, Module
from diaspora_commons.courses.quizzes.models import Question, Quiz
from diaspora_commons.events.models import Event
from diaspora_commons.initiatives.models import Initiative, State
from diaspora_commons.kernel import generations, outbox, unit_of_work
from diaspora_commons.kernel.clock import now, today
from diaspora_commons.kernel.database import db
from diaspora_commons.library.models import Resource
from diaspora_commons.organisations.models import MemberRole, Membership, Organisation
from diaspora_commons.partnerships.models import LIVE, Kind, Partnership, TimelineEntry
from diaspora_commons.partnerships.models import State as RequestState

serial = count(1)


def a_person(name, **more):
    address = more.pop("email", f"{name.lower()}{next(serial)}@example.org")
    return Person(name=name, email=address, **{"confirmed_at": now(), "language": "en", **more})


class World:
    """Amina owns Sahel Roots, Ines edits Ponte Atlântica, Bao studies, Tadesse teaches, Dalia and Rosa moderate, Emre
    administers; a visitor has no account."""

    def __init__(self):
        self.amina = a_person("Amina", language="fr")
        self.ines = a_person("Ines", language="es")
        self.bao = a_person("Bao")
        self.tadesse = a_person("Tadesse")
        self.dalia = a_person("Dalia", role=Role.MODERATOR)
        self.rosa = a_person("Rosa", role=Role.MODERATOR)
        self.emre = a_person("Emre", role=Role.ADMINISTRATOR)
        db.add_all(self.cast)
        self.sahel = self.organisation("Sahel Roots", owner=self.amina)
        self.ponte = self.organisation("Ponte Atlântica", editor=self.ines)

    @property
    def cast(self):
        return [self.amina, self.ines, self.bao, self.tadesse, self.dalia, self.rosa, self.emre]

    def keep(self, thing, kind=None):
        db.add(thing)
        db.flush()
        if kind:
            outbox.post("search", f"{kind}:{thing.id}")
        generations.bump("public")
        db.commit()
        return thing

    def person(self, name="Sami", **more):
        return self.keep(a_person(name, **more))

    def organisation(self, name=None, *, owner=None, editor=None, reader=None, tags=None, **more):
        n = next(serial)
        facts = {"kind": "diaspora-organisation", "country": "FR", "description": "Neighbours who kept in touch."}
        made = Organisation(slug=f"organisation-{n}", name=name or f"Organisation {n}", **{**facts, **more})
        for facet, values in (tags or {"heritage": ["ML"], "sector": ["agriculture"]}).items():
            made.tag(facet, values)
        for person, role in ((owner, MemberRole.OWNER), (editor, MemberRole.EDITOR), (reader, MemberRole.READER)):
            if person is not None:
                made.members.append(Membership(person=person, role=role))
        return self.keep(made, "organisation")

    def member(self, organisation, person, role=MemberRole.EDITOR):
        self.keep(Membership(organisation=organisation, person=person, role=role))
        db.refresh(organisation, ["members"])
        return organisation

    def initiative(self, title="Seeds for Kayes", state=State.DRAFT, *, organisation=None, tags=None, **more):
        facts = {
            "summary": "Farmers in Kayes and gardeners in Montreuil share millet seeds and what they know of them."
        }
        if state == State.PUBLISHED:
            facts["published_at"] = now()
        if state == State.SUBMITTED:
            facts["submitted_at"] = now()
        made = Initiative(slug=f"initiative-{next(serial)}", title=title, state=state, **{**facts, **more})
        made.organisation = organisation or self.sahel
        for facet, values in (tags or {"heritage": ["ML"], "country": ["ML"], "sector": ["agriculture"]}).items():
            made.tag(facet, values)
        return self.keep(made, "initiative")

    def published(self, title="Seeds for Kayes", **more):
        return self.initiative(title, State.PUBLISHED, **more)

    def resource(self, title="Remittances and rural schools", *, tags=None, publishers=(), **more):
        n = next(serial)
        facts = {
            "year": 2024, "authors": ["A. Diallo"], "kind": "report", "url": f"https://example.org/{n}",
            "abstract": "What families abroad pay for, and what schools make of it.", "abstract_language": "en",
            "source_url": f"https://example.org/{n}",
        }  # fmt: skip
        made = Resource(slug=f"resource-{n}", title=title, publishers=list(publishers), **{**facts, **more})
        for facet, values in (tags or {"language": ["en"], "about": ["ML"], "topic": ["remittances"]}).items():
            made.tag(facet, values)
        return self.keep(made, "resource")

    def course(self, title="Migration governance", *, lessons=2, **more):
        n = next(serial)
        facts = {
            "language": "en", "level": "introductory", "hours": 12, "summary": "How migration is governed.",
            "outcomes": ["Use terms with care"], "prerequisites": "None.", "partner_names": [], "partner_note": "",
            "passing_mark": 70, "certificate_rule": "Complete every lesson.", "sources": [],
        }  # fmt: skip
        made = Course(slug=f"course-{n}", title=title, **{**facts, **more})
        module = Module(code="m1", position=1, title="Words")
        module.lessons = [
            Lesson(code=f"m1-l{i}", position=i, title=f"Lesson {i}", minutes=20, body="Words carry **weight**.")
            for i in range(1, lessons + 1)
        ]
        made.modules = [module]
        return self.keep(made, "course")

    def quiz(self, module, *questions, **more):
        """A quiz of this module; each question is a kind, its options and what is right, or the ready-made one."""
        asked = questions or (("single", ["Kayes", "Dakar", "Lagos"], [1]),)
        rows = [
            Question(code=f"q{n}", position=n, kind=kind, text=f"Question of number {n}", options=options,
                     correct=correct, explanation=f"Explained in number {n}.")
            for n, (kind, options, correct) in enumerate(asked, 1)
        ]  # fmt: skip
        return self.keep(Quiz(module_id=module.id, questions=rows, **more))

    def cohort(self, course, **more):
        facts = {
            "deadline": today() + timedelta(days=10), "starts": today() + timedelta(days=20),
            "ends": today() + timedelta(days=90), "capacity": 3,
        }  # fmt: skip
        return self.keep(Cohort(course=course, code=f"cohort-{next(serial)}", **{**facts, **more}))

    def enrolment(self, person, cohort, state=EnrolmentState.ENROLLED, **more):
        facts = {"enrolled_at": now()} if state != EnrolmentState.WAITLISTED else {}
        return self.keep(Enrolment(person=person, cohort=cohort, state=state, **{**facts, **more}))

    def certificate(self, person, course=None, **more):
        """What somebody gets who has done everything in a course; `more` is about the cohort."""
        cohort = self.cohort(course or self.course(), taken=1, **more)
        enrolment = self.enrolment(person, cohort, EnrolmentState.COMPLETED, ended_at=now())
        with unit_of_work.writing():
            return certificates.issue(enrolment)

    def event(self, title="Forum of the diasporas", *, organisers=(), **more):
        n = next(serial)
        facts = {
            "starts": today() + timedelta(days=30), "ends": today() + timedelta(days=31), "city": "Bamako",
            "country": "ML", "mode": "in-person", "url": f"https://example.org/e{n}", "description_language": "en",
            "description": "Two days of talks.",
        }  # fmt: skip
        chosen = {**facts, **more}
        made = Event(slug=f"event-{n}", title=title, year=chosen["starts"].year, organisers=list(organisers), **chosen)
        return self.keep(made, "event")

    def partnership(self, state=RequestState.SENT, *, sender=None, receiver=None, initiative=None, ago=0, **more):
        """A request of Ponte Atlântica to Sahel Roots as its life would have left it; `ago` is in days."""
        at, sender = now() - timedelta(days=ago), sender or self.ponte
        receiver_id = receiver.id if receiver else initiative.organisation_id if initiative else self.sahel.id
        facts = {
            "purpose": "Two seasons of seed tests", "offer": "Forty mentors in Lisbon.", "need": "Seed from Kayes.",
            "message": "We met in Montreuil.", "author_id": self.ines.id, "created_at": at, "updated_at": at,
        }  # fmt: skip
        if initiative:
            facts |= {"initiative_id": initiative.id, "initiative_title": initiative.title}
        if state != RequestState.DRAFT:
            facts |= {"sent_at": at, "waits_since": at}
        made = Partnership(state=state, sender_id=sender.id, receiver_id=receiver_id, **{**facts, **more})
        self.keep(made)
        if state != RequestState.DRAFT:
            line = {"organisation_id": sender.id, "person_id": made.author_id, "at": at, "told_at": at}
            self.keep(TimelineEntry(partnership_id=made.id, kind=Kind.SENT, **line))
        if state in LIVE:
            outbox.post("partnership due", made.id, due=made.expires_at)
            db.commit()
        return made
