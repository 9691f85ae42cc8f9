"""The shape of what people send when they answer.

A form says in `shown` which questions it shows: those that it does not show keep their answers, and those that it shows
without an answer lose theirs.
"""

from collections.abc import Sequence
from typing import Any

from diaspora_commons.kernel.errors import Invalid
from diaspora_commons.kernel.forms import stripped
from diaspora_commons.kernel.languages import _

from .marking import Given
from .models import Question, QuestionKind

LONGEST = 500


def answers(form: Any, questions: Sequence[Question]) -> dict[int, Given]:
    """What was answered to each question that the form shows."""
    shown = set(form.getlist("shown"))
    return {q.id: answer(q, form.getlist(f"answer-{q.id}")) for q in questions if str(q.id) in shown}


def answer(question: Question, sent: Sequence[str]) -> Given:
    """One answer, as it is kept."""
    if question.kind == QuestionKind.SHORT_TEXT:
        words = stripped(sent[0]) if sent else ""
        if words and len(words) > LONGEST:
            raise Invalid(_("Keep this below %(max)s characters.", max=LONGEST))
        return [words] if words else []
    places = sorted({int(place) for place in sent if place.isascii() and place.isdecimal() and len(place) < 4})
    is_known = len(places) == len(set(sent)) and all(place < len(question.options) for place in places)
    if not is_known or (question.kind != QuestionKind.MULTIPLE and len(places) > 1):
        raise Invalid(_("This question has changed since the page was shown. Load the page again."))
    return list(places)
