"""The people of the demonstration, and the two organisations that they speak for."""

from dataclasses import dataclass

from sqlalchemy import select

from diaspora_commons.accounts import passwords
from diaspora_commons.accounts.demo_hint import PASSWORD
from diaspora_commons.accounts.models import Person, Role
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.organisations.models import MemberRole, Membership, Organisation


@dataclass(frozen=True)
class Part:
    """One of the cast."""

    name: str
    what: str
    role: Role = Role.MEMBER
    language: str = "en"
    zone: str = "UTC"
    may_sign_in: bool = True

    @property
    def email(self) -> str:
        return f"{self.name.lower()}@example.org"


CAST = [
    Part("Amina", "owner of Sahel Roots", zone="Europe/Paris"),
    Part("Ines", "editor of Ponte Atlântica", zone="Europe/Lisbon"),
    Part("Bao", "student", zone="Asia/Ho_Chi_Minh"),
    Part("Tadesse", "teacher", zone="Africa/Addis_Ababa"),
    Part("Dalia", "moderator", Role.MODERATOR, zone="Africa/Cairo"),
    Part("Rosa", "moderator", Role.MODERATOR, zone="America/Bogota"),
    Part("Emre", "administrator", Role.ADMINISTRATOR, zone="Europe/Istanbul"),
    Part("Helder", "owner of Ponte Atlântica", language="en", zone="Europe/Lisbon", may_sign_in=False),
]


def password_hash() -> str:
    """One hash for all: slow on purpose, so it is made once and before the database is locked."""
    return passwords.hashed(PASSWORD)


def add(secret: str) -> list[str]:
    """Add who and what is missing; answer the keys of the organisations that are new."""
    people = {part.name: person_for(part, secret) for part in CAST}
    new = [
        organisation
        for organisation in (
            sahel_roots({people["Amina"]: MemberRole.OWNER}),
            ponte_atlantica({people["Helder"]: MemberRole.OWNER, people["Ines"]: MemberRole.EDITOR}),
        )
        if organisation is not None
    ]
    db.flush()
    return [f"organisation:{organisation.id}" for organisation in new]


def person_for(part: Part, secret: str) -> Person:
    person = db.scalar(select(Person).where(Person.email == part.email))
    if person is None:
        person = Person(
            name=part.name, email=part.email, language=part.language, zone=part.zone, role=part.role, is_demo=True,
            confirmed_at=now(), password_hash=secret if part.may_sign_in else None,
        )  # fmt: skip
        db.add(person)
    return person


def sahel_roots(members: dict[Person, MemberRole]) -> Organisation | None:
    return organisation_of(
        "sahel-roots",
        members,
        {"heritage": ["ML"], "active": ["ML", "FR"], "language": ["fr", "bm", "en"],
         "sector": ["agriculture", "education", "climate-environment"]},
        name="Sahel Roots",
        name_language="en",
        city="Montreuil",
        country="FR",
        founded=2014,
        is_incorporated=True,
        description=(
            "Families between Bamako, Kayes and Paris who keep seed banks, school gardens and evening classes going on"
            " both sides. This is an example organisation: it shows what a profile can hold."
        ),
        offering="Experience with village seed banks, a network of growers around Kayes, and volunteers in Paris.",
        looking_for="A partner with a laboratory for soil tests, and schools that want to start a garden.",
    )  # fmt: skip


def ponte_atlantica(members: dict[Person, MemberRole]) -> Organisation | None:
    return organisation_of(
        "ponte-atlantica",
        members,
        {"heritage": ["CV"], "active": ["CV", "PT"], "language": ["pt", "en"],
         "sector": ["education", "arts-culture", "children-youth"]},
        name="Ponte Atlântica",
        name_language="pt",
        city="Lisboa",
        country="PT",
        founded=2009,
        is_incorporated=False,
        description=(
            "Grupo de cabo-verdianos de Lisboa e do Mindelo que acompanha estudantes, junta músicos e ajuda quem pensa"
            " voltar. Esta é uma organização de exemplo: mostra o que um perfil pode conter."
        ),
        description_language="pt",
        offering="Mentores em Lisboa, quartos em casas de família e um estúdio de gravação ao fim de semana.",
        looking_for="Escolas secundárias em São Vicente e parceiros para bolsas de estudo.",
    )  # fmt: skip


def organisation_of(
    slug: str, members: dict[Person, MemberRole], tags: dict[str, list[str]], **facts: object
) -> Organisation | None:
    if db.scalar(select(Organisation.id).where(Organisation.slug == slug)) is not None:
        return None
    made = Organisation(slug=slug, kind="diaspora-organisation", is_example=True, **facts)
    for facet, values in tags.items():
        made.tag(facet, values)
    made.members = [Membership(person=person, role=role) for person, role in members.items()]
    db.add(made)
    return made
