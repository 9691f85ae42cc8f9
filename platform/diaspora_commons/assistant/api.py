"""The assistant for programs: one question at a time, or a conversation."""

from typing import Any

from flask import Blueprint, current_app, g, jsonify, request
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel import languages
from diaspora_commons.kernel.access import prepared, public, public_uncached
from diaspora_commons.kernel.errors import Invalid
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.permissions import VISITOR
from diaspora_commons.kernel.prose import markdown
from diaspora_commons.search.results import local

from . import answers, conversations, explanation, links
from .desk import Desk
from .state import Option, Reply
from .views import asked, count_message, thought_out

api = Blueprint("assistant_api", __name__, url_prefix="/api/v1")
KINDS = {
    "answer": "answer",
    "offer_choices": "choices",
    "show_search_results": "results",
    "no_results": "results",
    "offer_handoff": "handoff",
    "start_ticket": "handoff",
    "show_safety": "safety",
}
"""What each action is called where there is no conversation; the others are acts."""
CONVERSATION = 100


@api.get("/ask")
@public
def ask() -> ResponseReturnValue:
    """The reply to `q`; `lang` is the language of the page it would be shown on."""
    question = asked()
    if not question:
        raise Invalid(_("Ask something: the question goes into “q”."), "q")
    desk = answers.desk(g.actor)
    response = jsonify(told(desk, answers.answer(g.actor, question, languages.current())))
    if response.json and response.json["kind"] == "safety":
        response.headers["Cache-Control"] = "no-store"
    return response


def said() -> dict[str, str]:
    """What a program sends: `text`, `lang`, and the `conversation` that it was given before."""
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise Invalid(_("Send JSON with “text”, “lang” and, from the second message on, “conversation”."))
    text, token, language = body.get("text"), body.get("conversation") or "", body.get("lang") or "en"
    if not isinstance(text, str) or not isinstance(token, str) or len(token) > CONVERSATION:
        raise Invalid(_("“text” and “conversation” are text."), "text")
    if language not in languages.LANGUAGES:
        raise Invalid(_("“lang” is one of: %(codes)s.", codes=", ".join(languages.LANGUAGES)), "lang")
    return {"text": text.replace("\0", " "), "token": token, "language": language}


@api.post("/ask")
@prepared(count=count_message, said=said, thought=lambda: thought_out(VISITOR, **said()))
@public_uncached
def converse() -> ResponseReturnValue:
    """The reply to a message of a conversation; whoever sends it is nobody in particular."""
    given = g.prepared["said"]
    languages.spoken.set(given["language"])
    desk = answers.desk(VISITOR)
    thought = g.prepared["thought"]
    if not conversations.is_as_it_was(given["token"], thought):
        thought = conversations.think(desk, given["token"], given["text"], given["language"])
    token = conversations.keep(VISITOR, given["token"], thought)
    reply = thought.reply
    fields = told(desk, reply) | {
        "conversation": token,
        "action": reply.action,
        "intent": reply.intent or None,
        "flow": reply.flow or None,
        "slots": reply.slots,
        "choices": [choice(desk, option) for option in reply.choices],
        "ask": reply.ask or None,
        "said": reply.said,
        "things": [
            {"kind": thing.kind, "title": thing.title, "note": thing.note, "url": whole(local(thing.path))}
            for thing in reply.things
        ],
    }
    response = jsonify(fields)
    response.headers["Cache-Control"] = "no-store"
    return response


def told(desk: Desk, reply: Reply) -> dict[str, Any]:
    """A reply as its fields."""
    slug = reply.faq or reply.intent.replace("_", "-")
    text = desk.text(slug, reply.language) if slug else None
    kind = KINDS.get(reply.action) or ("answer" if text else "act")
    shown = links.of(text.faq) if text and not reply.pages else []
    return {
        "kind": kind,
        "slug": text.faq.slug if text else None,
        "question": text.question if text else None,
        "answer": text.answer if text else None,
        "answer_html": str(markdown(text.answer)) if text else None,
        "confidence": round(reply.confidence, 3),
        "choices": [{"slug": slug_of(option), "question": option.label} for option in reply.choices],
        "results": [
            {"id": hit.id, "kind": hit.kind, "title": hit.title, "url": whole(local(hit.url)), "language": hit.language}
            for hit in reply.hits
        ],
        "links": [
            {"page": link.page, "label": link.label, "url": whole(link.url)}
            for link in (*links.these(reply.pages), *shown)
        ],
        "sources": list(text.faq.sources) if text else [],
        "reviewed": text.reviewed.isoformat() if text else None,
        "language": reply.language,
        "explain": explanation.fields(reply),
        "ruleset": desk.version,
    }


def slug_of(option: Option) -> str | None:
    """Which question is offered, if it is one."""
    return option.id if option.kind == "faq" else None


def choice(desk: Desk, option: Option) -> dict[str, Any]:
    """Something that is offered in a conversation: a question by its slug and intent, or else by what it says."""
    slug = slug_of(option)
    return {"slug": slug, "question": option.label, "intent": desk.intent(slug) if slug else None, "kind": option.kind}


def whole(address: str) -> str:
    """The whole address of a page of ours."""
    return f"{current_app.extensions['settings'].address}{address}" if address.startswith("/") else address
