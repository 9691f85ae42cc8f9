"""What the cast has made: initiatives, events and a cohort dated from today. Each says that it is an example."""

from datetime import timedelta

from sqlalchemy import select

from diaspora_commons.accounts.models import Person
from diaspora_commons.courses.models import Cohort, Course
from diaspora_commons.events.models import Event
from diaspora_commons.initiatives.models import Initiative, State
from diaspora_commons.kernel.clock import now, today
from diaspora_commons.kernel.database import db
from diaspora_commons.organisations.models import Organisation

from . import learners

COURSES = {
    "en": ("migration-governance-diaspora-engagement", 3),
    "es": ("remesas-inversion-diaspora", 12),
    "fr": ("integrer-migration-developpement-local", 12),
}
"""In each language of courses one that can be tried, and its seats. The first has so few that one sees a waitlist."""
OPEN_FOR = timedelta(days=60)


def add() -> list[str]:
    """Add what is missing, and give past example events and cohorts new days. Answer the keys that changed."""
    owners = dict(db.execute(select(Organisation.slug, Organisation).where(Organisation.is_example)).all())
    sahel, ponte = owners["sahel-roots"], owners["ponte-atlantica"]
    new = [f"initiative:{id}" for id in [*initiatives_of_sahel(sahel), *initiatives_of_ponte(ponte)]]
    new += [f"event:{id}" for id in events(sahel, ponte)]
    return new + [f"course:{id}" for language in COURSES for id in rolling_cohort(language)]


def are_past() -> bool:
    """Whether an event or a cohort of the examples is over or missing, so that adding them again gives it new days."""
    open_ones = Course.cohorts.any(Cohort.is_example & (Cohort.deadline >= today()))
    closed = select(Course.id).where(Course.slug.in_([slug for slug, _seats in COURSES.values()]), ~open_ones)
    past = select(Event.id).where(Event.is_example, Event.ends < today())
    return any(db.scalar(rows.limit(1)) is not None for rows in (closed, past))


def initiatives_of_sahel(sahel: Organisation) -> list[int]:
    """One that waits for a moderator, and one that is still being written: nothing published yet."""
    return [
        *initiative(
            "seeds-for-kayes",
            sahel,
            "amina@example.org",
            {"heritage": ["ML"], "country": ["ML", "FR"], "sector": ["agriculture", "climate-environment"],
             "sdg": ["2", "13"]},
            state=State.SUBMITTED,
            submitted_at=now() - timedelta(days=1),
            title="Seeds for Kayes",
            summary=(
                "Farmers around Kayes and gardeners in Montreuil share millet and cowpea seeds, and what they know of"
                " them. Three village seed banks lend in May and are repaid after the harvest, one measure and a"
                " quarter for each. This is an example of the demonstration."
            ),
            story=(
                "## How it began\n\nA drought emptied the granaries of three villages, and the seed sold on the market"
                " did not suit the soil. Aunts in Montreuil still had some of the old kind.\n\n## What we do\n\n"
                "- keep three seed banks, run by the villages\n- test what germinates, and write it down\n"
                "- meet by telephone each month, in Soninke and French"
            ),
            activity="active",
            start_year=today().year - 2,
            needs="A laboratory that tests soil, and a second-hand refrigerator that runs on solar power.",
            offers="Our notebook on lending seed, in French and Soninke, and visits to the seed banks.",
        ),
        *initiative(
            "evening-school-by-telephone",
            sahel,
            "amina@example.org",
            {"heritage": ["ML"], "country": ["ML"], "sector": ["education"], "sdg": ["4"]},
            title="Evening school by telephone",
            summary="Teachers in Paris read and explain school lessons by telephone to pupils whose school is closed."
            " This is an example of the demonstration, and a draft.",
            activity="not-started",
        ),
    ]  # fmt: skip


def initiatives_of_ponte(ponte: Organisation) -> list[int]:
    return initiative(
        "mentors-across-the-water",
        ponte,
        "ines@example.org",
        {"heritage": ["CV"], "country": ["CV", "PT"], "sector": ["education", "children-youth"], "sdg": ["4", "10"]},
        state=State.PUBLISHED,
        submitted_at=now() - timedelta(days=12),
        decided_at=now() - timedelta(days=10),
        published_at=now() - timedelta(days=10),
        confirmed_at=now() - timedelta(days=10),
        title="Mentors across the water",
        summary=(
            "Students from Mindelo who come to Lisbon are met at the airport by somebody who came before them, and have"
            " that person's telephone number for a year. Forty pairs so far. This is an example of the demonstration."
        ),
        story=(
            "Coming to a university abroad is harder in the second month than on the first day. Each newcomer has a"
            " mentor who studied the same subject; they meet twice a month, and once a term all pairs cook together."
        ),
        activity="periodic",
        start_year=today().year - 4,
        needs="Mentors in Porto and Coimbra.",
        offers="A guide for mentors, and our checklist for the first hundred days.",
    )


def initiative(
    slug: str, organisation: Organisation, author: str, tags: dict[str, list[str]], **facts: object
) -> list[int]:
    if db.scalar(select(Initiative.id).where(Initiative.slug == slug)) is not None:
        return []
    author_id = db.scalar(select(Person.id).where(Person.email == author))
    made = Initiative(slug=slug, is_example=True, organisation=organisation, author_id=author_id, **facts)
    for facet, values in tags.items():
        made.tag(facet, values)
    db.add(made)
    db.flush()
    return [made.id]


def events(sahel: Organisation, ponte: Organisation) -> list[int]:
    return [
        *event(
            "example-seed-exchange",
            sahel,
            21,
            title="Seed exchange and open evening",
            mode="in-person",
            city="Montreuil",
            country="FR",
            description="Bring seeds, take seeds, and hear how three villages near Kayes lend theirs. This is an"
            " example event of the demonstration: nobody will be at the door.",
        ),
        *event(
            "example-arriving-in-lisbon",
            ponte,
            45,
            title="Arriving in Lisbon: an evening for new students",
            mode="online",
            description="Mentors answer what newcomers ask about rooms, papers and the second month. This is an example"
            " event of the demonstration: it will not take place.",
        ),
    ]


def event(slug: str, organiser: Organisation, days: int, **facts: object) -> list[int]:
    """Add it, or give it a new day when it is past."""
    day = today() + timedelta(days=days)
    made = db.scalar(select(Event).where(Event.slug == slug))
    if made is None:
        made = Event(slug=slug, is_example=True, url="", description_language="en", organisers=[organiser], **facts)
        db.add(made)
    elif not made.is_past:
        return []
    made.starts = made.ends = day
    made.year = day.year
    db.flush()
    return [made.id]


def rolling_cohort(language: str) -> list[int]:
    """A cohort of a course in this language that can be tried at any time; a new one when the last has closed."""
    slug, capacity = COURSES[language]
    course = db.scalar(select(Course).where(Course.slug == slug))
    if course is None:
        return []
    cohort = next((one for one in course.cohorts if one.is_example and one.is_open), None)
    if cohort is None:
        deadline = today() + OPEN_FOR
        cohort = Cohort(
            code=f"demonstration-{language}-{deadline}",
            is_example=True,
            deadline=deadline,
            starts=deadline + timedelta(days=10),
            ends=deadline + timedelta(days=10 + 7 * 12),
            capacity=capacity,
        )
        course.cohorts.append(cohort)
        db.flush()
    elif cohort.opens_on_enrolment:
        return []
    cohort.opens_on_enrolment = True  # also of one that was made before cohorts could
    learners.fill(cohort)
    return [course.id]
