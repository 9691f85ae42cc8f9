"""The pages that ask and that explain: the assistant and the help."""

from datetime import timedelta

from flask import Blueprint, Response, g, redirect, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel import languages, throttle
from diaspora_commons.kernel.access import is_known, prepared, public, public_personal, public_uncached
from diaspora_commons.kernel.database import db, writes
from diaspora_commons.kernel.errors import NotHere
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.pages import page
from diaspora_commons.kernel.permissions import VISITOR, Actor

from . import answers, conversations, links, pages, queries, shown, topics
from .conversations import Thought
from .models import Faq
from .state import State
from .talk import reply_to

blueprint = Blueprint("assistant", __name__)
MESSAGES_AN_HOUR = 1200
"""From one network: a class of students asks a lot, a flood asks more."""


@blueprint.record
def know_the_pages(state: BlueprintSetupState) -> None:
    """Let the registry of pages ask the running app which of them there are."""
    pages.endpoints[:] = [lambda: state.app.view_functions]


@blueprint.app_template_filter("site")
def site(url: str) -> str:
    """The name of the site that a source is on."""
    return links.host(url)


@blueprint.get("/ask")
@public_personal
def ask() -> Response:
    """A question asked by itself and its reply; without a question, what people often ask."""
    question = asked()
    if not question:
        return ask_page([], popular=True)
    desk = answers.desk(g.actor)
    state = State(language=languages.current())
    reply = reply_to(desk, state, question)
    answered = ask_page([shown.Turn(question, shown.now(desk, reply))], before=question)
    if reply.action == "show_safety":
        # Whoever shares a device must not find this on it.
        answered.headers["Cache-Control"] = "no-store"
    return answered


def ask_page(turns: list["shown.Turn"], token: str = "", before: str = "", popular: bool = False) -> Response:
    by_topic = queries.by_topic(g.actor) if popular else {}
    return page(
        "assistant/ask.html",
        asked="",
        turns=turns,
        token=token,
        before=before,
        question=before,
        popular=[faq.text(languages.current()) for faq in queries.popular(g.actor)] if popular else [],
        topics=topics_of(by_topic),
    )


def count_message() -> None:
    throttle.hit("message", throttle.network_of(request.remote_addr), MESSAGES_AN_HOUR, timedelta(hours=1))


def thought_out(actor: Actor, text: str, token: str, language: str, before: str = "", helpful: str = "") -> Thought:
    """The reply to a message, found before the write lock is taken."""
    held = writes.set(False)
    try:
        with languages.speaking(language):
            return conversations.think(answers.desk(actor), token, text, language, before, helpful)
    finally:
        db.rollback()
        writes.reset(held)


def message() -> dict[str, str]:
    """What the form sends: the text, or the button of a choice."""
    form = request.form
    said = form.get("say") or form.get("text", "")
    return {
        "text": said.replace("\0", " ").strip(),
        "token": form.get("conversation", "")[:100],
        "language": languages.current(),
        "before": form.get("before", "")[: answers.LONGEST_QUESTION],
        "helpful": form.get("helpful", ""),
    }


def thought_of_visitor() -> Thought | None:
    """Whoever is signed in is told how their own things stand, which is known only further in."""
    return None if any(ask() for ask in is_known) else thought_out(VISITOR, **message())


@blueprint.post("/ask")
@prepared(count=count_message, thought=thought_of_visitor)
@public_uncached
def say() -> ResponseReturnValue:
    """A message of a conversation."""
    sent = message()
    token = sent["token"]
    found = conversations.find(token)
    if found and is_the_same_click(found.turns):
        return ask_page(shown.transcript(answers.desk(g.actor), State.of(found.state)), token)
    thought = g.prepared["thought"]
    desk = answers.desk(g.actor)
    if thought is None or not conversations.is_as_it_was(token, thought):
        thought = conversations.think(desk, **sent)
    token = conversations.keep(g.actor, token, thought)
    turns = shown.transcript(desk, thought.state)
    turns[-1] = shown.Turn(thought.text, shown.now(desk, thought.reply))
    answered = ask_page(turns, token)
    answered.headers["Cache-Control"] = "no-store"
    return answered


def is_the_same_click(turns: int) -> bool:
    """The form was sent once already: it says how many turns there had been."""
    said = request.form.get("turn", "")
    return said.isdecimal() and int(said[:6]) < turns


@blueprint.post("/ask/transcript")
@public_uncached
def transcript() -> ResponseReturnValue:
    """The conversation as a text to keep."""
    found = conversations.find(request.form.get("conversation", "")[:100])
    if found is None:
        raise NotHere(_("This conversation is over: it is kept for half an hour of silence only."))
    desk = answers.desk(g.actor)
    lines = shown.plain_lines(desk, State.of(found.state))
    response = Response("\n".join(lines) + "\n", mimetype="text/plain")
    response.headers["Content-Disposition"] = "attachment; filename=conversation.txt"
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/ask/erasure")
@public_uncached
def erase() -> ResponseReturnValue:
    """Forget the conversation at once."""
    conversations.erase(request.form.get("conversation", "")[:100])
    return redirect(url_for(".ask"), 303)


@blueprint.get("/help")
@public
def help_index() -> Response:
    """All questions and their answers, topic by topic."""
    by_topic = queries.by_topic(g.actor)
    sections = [
        (name, title, [faq.text(languages.current()) for faq in by_topic[name]]) for name, title in topics_of(by_topic)
    ]
    return page("assistant/help.html", sections=sections)


@blueprint.get("/help/<slug>")
@public
def help_page(slug: str) -> Response:
    """One question with its answer, its sources and its neighbours."""
    faq = queries.one(g.actor, slug)
    return page(
        "assistant/help_page.html",
        faq=faq,
        text=faq.text(languages.current()),
        topic=topics.title(faq.topic),
        links=links.of(faq),
        related=[other.text(languages.current()) for other in queries.related(g.actor, faq)],
    )


def asked() -> str:
    """The question in the address, on one line and not longer than a question is."""
    return " ".join(request.args.get("q", "").split())[: answers.LONGEST_QUESTION]


def topics_of(found: dict[str, list[Faq]]) -> list[tuple[str, str]]:
    """The topics that hold anything, in the order of the help page."""
    return [(name, topics.title(name)) for name in topics.TOPICS if name in found]
