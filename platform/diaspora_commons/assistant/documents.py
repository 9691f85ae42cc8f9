"""What search may find of the help: each text of each shown FAQ."""

from collections.abc import Iterable, Sequence

from diaspora_commons.kernel.prose import plain
from diaspora_commons.search.documents import Document, findable

from . import queries
from .models import FaqText


@findable("help")
def help_documents(ids: Sequence[int] | None) -> Iterable[Document]:
    """Shown FAQs as the search sees them."""
    return [document(text) for text in queries.texts(ids)]


def document(text: FaqText) -> Document:
    answer = plain(text.answer)
    phrases = [phrase.text for phrase in text.faq.phrases if phrase.language == text.language]
    return Document(
        kind="help",
        id=text.id,
        slug=text.faq.slug,
        same=text.faq.slug,
        language=text.language,
        title=text.question,
        summary=answer,
        body="",
        url=f"/help/{text.faq.slug}",
        facets={"language": [text.language]},
        date=text.reviewed,
        added=text.reviewed,
        labels=" · ".join(phrases),
    )
