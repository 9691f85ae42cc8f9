"""The pages that ask and that explain: the assistant and the help."""

from flask import Blueprint, Response, g, request
from flask.blueprints import BlueprintSetupState

from diaspora_commons.kernel import languages
from diaspora_commons.kernel.access import public
from diaspora_commons.kernel.pages import page
from diaspora_commons.search import results

from . import answers, links, pages, queries, topics
from .explanation import sentence
from .models import Faq

blueprint = Blueprint("assistant", __name__)


@blueprint.record
def know_the_pages(state: BlueprintSetupState) -> None:
    """Let the registry of pages ask the running app which of them there are."""
    pages.endpoints[:] = [lambda: state.app.view_functions]


@blueprint.app_template_filter("site")
def site(url: str) -> str:
    """The name of the site that a source is on."""
    return links.host(url)


@blueprint.get("/ask")
@public
def ask() -> Response:
    """A question and its reply; without a question, what people often ask."""
    question = asked()
    reply = answers.answer(g.actor, question, languages.current()) if question else None
    answered = page(
        "assistant/ask.html",
        asked="",
        question=question,
        reply=reply,
        lines=[results.line(hit) for hit in reply.results] if reply else [],
        why=sentence(reply.look) if reply else "",
        links=links.of(reply.faq) if reply and reply.faq else [],
        popular=[] if reply else [faq.text(languages.current()) for faq in queries.popular(g.actor)],
        topics=[] if reply else topics_of(queries.by_topic(g.actor)),
    )
    if reply and reply.kind == "safety":
        # Whoever shares a device must not find this on it.
        answered.headers["Cache-Control"] = "no-store"
    return answered


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
