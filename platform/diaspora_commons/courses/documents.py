"""What search may find of the courses."""

from collections.abc import Iterable, Sequence

from diaspora_commons.kernel.permissions import VISITOR
from diaspora_commons.search.documents import Document, findable

from . import queries
from .models import Course


@findable("course")
def course_documents(ids: Sequence[int] | None) -> Iterable[Document]:
    """Every course of the catalogue, as search sees it."""
    return map(document, queries.documents(VISITOR, ids))


def document(course: Course) -> Document:
    plan = [title for module in course.modules for title in (module.title, *(x.title for x in module.lessons))]
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
    )
