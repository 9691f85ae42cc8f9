"""The assistant for programs: the same replies, one question at a time."""

from typing import Any

from flask import Blueprint, current_app, g, jsonify
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel import languages
from diaspora_commons.kernel.access import public
from diaspora_commons.kernel.errors import Invalid
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.prose import markdown
from diaspora_commons.search.results import local

from . import answers, explanation, links
from .views import asked

api = Blueprint("assistant_api", __name__, url_prefix="/api/v1")


@api.get("/ask")
@public
def ask() -> ResponseReturnValue:
    """The reply to `q`; `lang` is the language of the page it would be shown on."""
    question = asked()
    if not question:
        raise Invalid(_("Ask something: the question goes into “q”."), "q")
    response = jsonify(told(answers.answer(g.actor, question, languages.current())))
    if response.json and response.json["kind"] == "safety":
        response.headers["Cache-Control"] = "no-store"
    return response


def told(reply: answers.Reply) -> dict[str, Any]:
    """A reply as its fields."""
    text, faq = reply.text, reply.faq
    return {
        "kind": reply.kind,
        "slug": faq.slug if faq else None,
        "question": text.question if text else None,
        "answer": text.answer if text else None,
        "answer_html": str(markdown(text.answer)) if text else None,
        "confidence": round(reply.look.confidence, 3),
        "choices": [{"slug": choice.faq.slug, "question": choice.question} for choice in reply.choices],
        "results": [
            {"id": hit.id, "kind": hit.kind, "title": hit.title, "url": whole(local(hit.url)), "language": hit.language}
            for hit in reply.results
        ],
        "links": [
            {"page": link.page, "label": link.label, "url": whole(link.url)}
            for link in (links.of(faq) if faq else contact_of(reply))
        ],
        "sources": list(faq.sources) if faq else [],
        "reviewed": text.reviewed.isoformat() if text else None,
        "language": reply.language,
        "explain": explanation.fields(reply.look),
        "ruleset": reply.ruleset,
    }


def contact_of(reply: answers.Reply) -> list[links.Link]:
    """Where to turn when there is no answer."""
    return links.named("contact") if reply.kind == "results" else []


def whole(address: str) -> str:
    """The whole address of a page of ours."""
    return f"{current_app.extensions['settings'].address}{address}" if address.startswith("/") else address
