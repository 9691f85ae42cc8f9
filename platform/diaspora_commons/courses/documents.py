"""What search may find of the courses: each course, and each of its lessons by what the catalogue says of it.

Only the sample's text is for everybody, so only that is searched. Of the other lessons the titles are in the index, and
nothing of their texts: not as words, not in snippets, not in spelling. They lead to the page of their course.
"""

from collections.abc import Iterable, Sequence

from diaspora_commons.kernel.permissions import VISITOR
from diaspora_commons.kernel.prose import plain
from diaspora_commons.search.documents import Document, findable

from . import queries, rules
from .models import Course, Lesson


@findable("course")
def course_documents(ids: Sequence[int] | None) -> Iterable[Document]:
    """Every course of the catalogue, as search sees it."""
    return map(document, queries.documents(VISITOR, ids))


def document(course: Course) -> Document:
    plan = [title for module in course.modules for title in (module.title, *(x.title for x in module.lessons))]
    next_one = course.next_cohort
    return Document(
        kind="course",
        id=course.id,
        slug=course.slug,
        language=course.language,
        title=course.title,
        summary=course.summary,
        body=" · ".join([*course.outcomes, *plan]),
        url=f"/courses/{course.slug}",
        facets={"language": [course.language]},
        labels=" · ".join(course.partner_names),
        deadline=next_one.deadline if next_one and next_one.is_open else None,
        added=course.added_at.date(),
    )


@findable("lesson")
def lesson_documents(ids: Sequence[int] | None) -> Iterable[Document]:
    """Every lesson, as the catalogue shows it."""
    for course in queries.documents(VISITOR, None if ids is None else queries.courses_of_lessons(ids)):
        sample = rules.sample(course)
        for module in course.modules:
            for lesson in module.lessons:
                if ids is None or lesson.id in ids:
                    yield lesson_document(lesson, f"{course.title} · {module.title}", course, lesson is sample)


def lesson_document(lesson: Lesson, place: str, course: Course, is_sample: bool) -> Document:
    return Document(
        kind="lesson",
        id=lesson.id,
        slug=f"{course.slug}/{lesson.code}",
        language=course.language,
        title=lesson.title,
        summary=place,
        body=plain(lesson.body) if is_sample else "",
        url=f"/courses/{course.slug}" + (f"/lessons/{lesson.code}" if is_sample else ""),
        facets={"language": [course.language]},
        added=course.added_at.date(),
    )
