"""The real content: read from the files beside, added where it is missing, in bulk."""

import json
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from diaspora_commons.courses.models import Cohort, Course, Lesson, Module
from diaspora_commons.courses.queries import lessons_of
from diaspora_commons.courses.quizzes.models import Question, Quiz
from diaspora_commons.events.models import Event, organisers
from diaspora_commons.initiatives.models import Initiative, State
from diaspora_commons.initiatives.models import partners as initiative_partners
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.library.models import Resource
from diaspora_commons.library.models import publishers as resource_publishers
from diaspora_commons.organisations.models import Organisation

FOLDER = Path(__file__).with_name("content")
Row = dict[str, Any]


def rows_of(name: str) -> list[Row]:
    with (FOLDER / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def add_all() -> list[str]:
    """Add what is missing, in the order in which one thing leans on another. Answer the keys of what is new."""
    kinds: list[tuple[str, Callable[[], list[int]]]] = [
        ("organisation", add_organisations),
        ("initiative", add_initiatives),
        ("resource", add_resources),
        ("event", add_events),
        ("course", add_courses),
    ]
    new = [f"{kind}:{id}" for kind, add in kinds for id in add()]
    courses = [int(key.partition(":")[2]) for key in new if key.startswith("course:")]
    return [*new, *(f"lesson:{id}" for id in lessons_of(courses))]


def add_organisations() -> list[int]:
    """Real organisations, which nobody has claimed yet."""
    rows = rows_of("organisations")
    ids = add_missing(
        Organisation,
        {
            row["slug"]: {
                **pick(row, "name", "name_language", "acronym", "kind", "website", "city", "country", "description"),
                "source_url": row["source_url"],
            }
            for row in rows
        },
    )
    tag(Organisation, ids, rows, heritage="heritage_countries", active="active_countries", language="languages",
        sector="sectors")  # fmt: skip
    return list(ids.values())


def add_initiatives() -> list[int]:
    """Real initiatives, published; the one that began last stands first among the newest."""
    rows = sorted(rows_of("initiatives"), key=lambda row: (-(row["start_year"] or 0), row["slug"]))
    organisations = ids_by_slug(Organisation)
    loaded_at = now()
    ids = add_missing(
        Initiative,
        {
            row["slug"]: {
                **pick(row, "title", "summary", "start_year", "end_year", "website", "source_url"),
                "state": State.PUBLISHED,
                "activity": row["status"],
                "organisation_id": organisations[row["lead"]],
                "published_at": loaded_at - timedelta(minutes=place),
            }
            for place, row in enumerate(rows, 1)
        },
    )
    tag(Initiative, ids, rows, heritage="heritage_countries", country="countries", sector="sectors", sdg="sdgs")
    join(initiative_partners, "initiative_id", ids, rows, "partners", organisations)
    return list(ids.values())


def add_resources() -> list[int]:
    rows = rows_of("resources")
    ids = add_missing(
        Resource,
        {
            row["slug"]: {
                **pick(row, "title", "year", "authors", "kind", "url", "abstract", "abstract_language", "source_url"),
                "title_language": title_language(row["languages"]),
                "is_title_as_published": row["title_published"],
            }
            for row in rows
        },
    )
    tag(Resource, ids, rows, language="languages", about="countries", topic="topics", sdg="sdgs")
    join(resource_publishers, "resource_id", ids, rows, "publishers", ids_by_slug(Organisation))
    return list(ids.values())


def title_language(languages: list[str]) -> str:
    """Titles of works in several languages are given in English where there is an English edition."""
    return languages[0] if len(languages) == 1 else "en" if "en" in languages else ""


def add_events() -> list[int]:
    """Real events on their real days, which are never shifted."""
    rows = rows_of("events")
    ids = add_missing(
        Event,
        {
            row["slug"]: {
                **pick(row, "title", "city", "country", "mode", "url", "description", "description_language"),
                "source_url": row["source_url"],
                "starts": date.fromisoformat(row["start_date"]),
                "ends": date.fromisoformat(row["end_date"]),
                "year": int(row["start_date"][:4]),
            }
            for row in rows
        },
    )
    join(organisers, "event_id", ids, rows, "organisers", ids_by_slug(Organisation))
    return list(ids.values())


def add_courses() -> list[int]:
    """Courses with their lessons, quizzes and cohorts."""
    rows = rows_of("courses")
    known = set(db.scalars(select(Course.slug)))
    made = [course_of(row) for row in rows if row["slug"] not in known]
    db.add_all(made)
    db.flush()
    add_quizzes(rows)
    return [course.id for course in made]


def add_quizzes(rows: Iterable[Row]) -> None:
    """A quiz for each module that has none; courses that came before their quizzes get them too."""
    without = (
        select(Course.slug, Module.code, Module.id).join(Module.course).where(Module.id.not_in(select(Quiz.module_id)))
    )
    ids = {(slug, code): id for slug, code, id in db.execute(without)}
    for row in rows:
        for module in row["modules"]:
            id = ids.get((row["slug"], module["id"]))
            if id is not None:
                db.add(quiz_of(module["quiz"], id))
    db.flush()


def quiz_of(row: Row, module_id: int) -> Quiz:
    return Quiz(
        module_id=module_id,
        max_attempts=row["max_attempts"],
        questions=[
            Question(
                code=question["id"],
                position=number,
                kind=question["type"],
                text=question["question"],
                **pick(question, "options", "correct", "explanation"),
            )
            for number, question in enumerate(row["questions"], 1)
        ],
    )


def course_of(row: Row) -> Course:
    return Course(
        **pick(row, "slug", "title", "language", "level", "hours", "summary", "prerequisites", "passing_mark"),
        sources=row["sources"],
        outcomes=row["learning_outcomes"],
        partner_names=row["partners"],
        partner_note=row.get("partner_note") or "",
        certificate_rule=row["certificate_rule"]["text"],
        modules=[module_of(module, place) for place, module in enumerate(row["modules"], 1)],
        cohorts=[
            Cohort(
                code=cohort["id"],
                starts=date.fromisoformat(cohort["start"]),
                ends=date.fromisoformat(cohort["end"]),
                deadline=date.fromisoformat(cohort["application_deadline"]),
                capacity=cohort["capacity"],
            )
            for cohort in row["cohorts"]
        ],
    )


def module_of(row: Row, place: int) -> Module:
    lessons = [
        Lesson(code=lesson["id"], position=number, **pick(lesson, "title", "minutes", "body"))
        for number, lesson in enumerate(row["lessons"], 1)
    ]
    return Module(code=row["id"], position=place, title=row["title"], lessons=lessons)


def pick(row: Row, *names: str) -> Row:
    return {name: row[name] for name in names}


def ids_by_slug(model: Any) -> dict[str, int]:
    return dict(db.execute(select(model.slug, model.id)).all())


def add_missing(model: Any, wanted: dict[str, Row]) -> dict[str, int]:
    """Insert the rows whose slug nobody has; slug → id of those that are new."""
    known = ids_by_slug(model)
    new = {slug: {"slug": slug, **row} for slug, row in wanted.items() if slug not in known}
    if new:
        db.execute(insert(model), list(new.values()))
    return {slug: id for slug, id in ids_by_slug(model).items() if slug in new}


def tag(model: Any, ids: dict[str, int], rows: Iterable[Row], **facets: str) -> None:
    """Write the tags of new rows: facet=the field that holds its values."""
    tags = [
        {"item_id": ids[row["slug"]], "facet": facet, "value": value}
        for row in rows
        if row["slug"] in ids
        for facet, name in facets.items()
        for value in dict.fromkeys(map(str, row[name]))
    ]
    if tags:
        db.execute(insert(model.Tag), tags)


def join(table: Any, column: str, ids: dict[str, int], rows: Iterable[Row], name: str, others: dict[str, int]) -> None:
    """Tie new rows to the organisations that one of their fields names."""
    pairs = [
        {column: ids[row["slug"]], "organisation_id": others[slug]}
        for row in rows
        if row["slug"] in ids
        for slug in dict.fromkeys(row[name])
    ]
    if pairs:
        db.execute(insert(table), pairs)
