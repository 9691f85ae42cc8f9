"""The doors to initiatives: the list, a profile, one's own, and writing."""

from typing import Any

from flask import Blueprint, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel import uploads
from diaspora_commons.kernel.access import prepared, public, public_unless, signed_in
from diaspora_commons.kernel.errors import Invalid, SavedMeanwhile, WrongState
from diaspora_commons.kernel.forms import Form
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.pages import page, say
from diaspora_commons.kernel.permissions import permit
from diaspora_commons.kernel.pictures import sent
from diaspora_commons.kernel.settings import settings
from diaspora_commons.organisations.profile import shows

from . import actions, queries
from .forms import BeginForm, InitiativeForm
from .models import Initiative
from .reasons import READY
from .rules import WORKFLOW, missing, refuse_settled

blueprint = Blueprint("initiatives", __name__, url_prefix="/initiatives")


@blueprint.get("")
@public
def index() -> Response:
    """All that is published, to be narrowed down."""
    return page("initiatives/index.html", listing=queries.listing(request.args))


@blueprint.get("/mine")
@signed_in
def mine() -> Response:
    """The initiatives of my organisations, what waits for me first."""
    organisations = queries.own_organisations(g.actor)
    return page("initiatives/mine.html", groups=queries.mine(g.actor), organisations=organisations)


@blueprint.get("/new")
@signed_in
def new() -> Response:
    return begin(BeginForm(request.args))


@blueprint.post("/new")
@signed_in
def create() -> ResponseReturnValue:
    """Begin a draft, and go on writing."""
    form = BeginForm(request.form)
    form.offer(queries.own_organisations(g.actor))
    if not form.validate():
        return begin(form, 422)
    organisation = queries.own_organisation(g.actor, form.organisation.data)
    initiative = actions.create(g.actor, organisation, form.title.data, form.language.data)
    say(_("Your draft is kept. Nobody but your organisation sees it."))
    return redirect(url_for(".edit", slug=initiative.slug), 303)


def begin(form: BeginForm, status: int = 200) -> Response:
    organisations = queries.own_organisations(g.actor)
    form.offer(organisations)
    return page("initiatives/new.html", status, form=form, organisations=organisations)


@blueprint.get("/<slug>")
@public_unless(queries.sees_more)
def show(slug: str) -> Response:
    """One initiative; its own people and the moderators also see where it stands."""
    return profile(queries.one(g.actor, slug))


def profile(initiative: Initiative, status: int = 200, **wrong: Any) -> Response:
    """Its page; `wrong` is what was the matter with the last click: `verb`, `sentence`, `words`, `ticked`."""
    steps = WORKFLOW.offers(g.actor, initiative) if g.actor.is_authenticated else []
    language = queries.language_of_authors(initiative) if steps else ""
    return page(
        "initiatives/show.html",
        status,
        initiative=initiative,
        partners=queries.shown_partners(g.actor, initiative),
        steps=steps,
        ready={step.verb: READY.for_(step.verb, language) for step in steps},
        missing=missing(initiative) if any(step.verb in ("submit", "publish") for step in steps) else [],
        wrong=wrong,
        readers_language=language,
    )


@blueprint.get("/<slug>/edit")
@signed_in
def edit(slug: str) -> Response:
    initiative = writable(queries.one(g.actor, slug))
    form = InitiativeForm.of(initiative, list(initiative.partners))
    return page("initiatives/edit.html", initiative=initiative, form=form, lacks=missing(initiative))


@blueprint.post("/<slug>/edit")
@prepared(image=sent("image"))
@signed_in
def save(slug: str) -> ResponseReturnValue:
    """Keep what was written; when that cannot be, nothing that was typed is lost."""
    initiative = writable(queries.held(g.actor, slug))
    form = InitiativeForm(request.form)
    picture = g.prepared["image"]
    fine = form.validate()
    if isinstance(picture, Invalid):
        complain(form, picture)
    elif fine:
        name = uploads.keep(settings().uploads_folder, picture) if picture else None
        try:
            actions.save(g.actor, initiative, request.form.get("version", ""), form.content(initiative, name))
        except SavedMeanwhile:
            return page("initiatives/edit.html", 409, initiative=initiative, form=form, lacks=[], is_overtaken=True)
        except Invalid as error:
            complain(form, error)
        else:
            say(_("Saved."))
            return redirect(url_for(".show", slug=slug), 303)
    return page("initiatives/edit.html", 422, initiative=initiative, form=form, lacks=[])


def writable(initiative: Initiative) -> Initiative:
    permit(g.actor, "initiative.edit", initiative)
    refuse_settled(initiative)
    return initiative


def complain(form: Form, error: Invalid) -> None:
    """Put what is wrong beside its field."""
    field = form[error.field or "title"]
    field.errors = [*field.errors, str(error.message)]


@blueprint.post("/<slug>/submission")
@signed_in
def submit(slug: str) -> ResponseReturnValue:
    return step(slug, "submit", _("It is with the moderators now. You are told by letter."))


@blueprint.post("/<slug>/withdrawal")
@signed_in
def withdraw(slug: str) -> ResponseReturnValue:
    return step(slug, "withdraw", _("It is among your drafts again."))


@blueprint.post("/<slug>/change-request")
@signed_in
def request_changes(slug: str) -> ResponseReturnValue:
    return step(slug, "request_changes", _("Its organisation is told what to change."), with_reason=True)


@blueprint.post("/<slug>/publication")
@signed_in
def publish(slug: str) -> ResponseReturnValue:
    return step(slug, "publish", _("It is published."))


@blueprint.post("/<slug>/refusal")
@signed_in
def decline(slug: str) -> ResponseReturnValue:
    return step(
        slug, "decline", _("It is declined. Its organisation is told why, and how to appeal."), with_reason=True
    )


@blueprint.post("/<slug>/appeal")
@signed_in
def appeal(slug: str) -> ResponseReturnValue:
    return step(slug, "appeal", _("Another moderator looks at it now. You are told by letter."), with_reason=True)


@blueprint.post("/<slug>/confirmed-refusal")
@signed_in
def uphold(slug: str) -> ResponseReturnValue:
    return step(slug, "uphold", _("The decision stands. Its organisation is told why."), with_reason=True)


@blueprint.post("/<slug>/hiding")
@signed_in
def hide(slug: str) -> ResponseReturnValue:
    return step(slug, "hide", _("It is hidden. Its organisation is told why."), with_reason=True)


@blueprint.post("/<slug>/archive")
@signed_in
def archive(slug: str) -> ResponseReturnValue:
    return step(slug, "archive", _("It is archived."))


@blueprint.post("/<slug>/restoration")
@signed_in
def restore(slug: str) -> ResponseReturnValue:
    return step(slug, "restore", _("It is among your drafts again."))


@blueprint.post("/<slug>/confirmation")
@signed_in
def confirm(slug: str) -> ResponseReturnValue:
    return step(slug, "confirm", _("Thank you. Readers see that it was confirmed today."))


def step(slug: str, verb: str, sentence: str, with_reason: bool = False) -> ResponseReturnValue:
    """Do what the button says; when it cannot be, the page as it is now, with what was typed."""
    initiative = queries.held(g.actor, slug)
    words = request.form.get("reason", "")
    ticked = request.form.getlist("ready")
    language = queries.language_of_authors(initiative)
    reason = [READY.told(verb, language, ticked, words)] if with_reason else []
    try:
        getattr(actions, verb)(g.actor, initiative, *reason)
    except (Invalid, WrongState) as error:
        queries.forget_changes(initiative)
        wrong = {"verb": verb, "sentence": str(error.message), "words": words, "ticked": ticked}
        return profile(initiative, error.status, **wrong)
    say(sentence)
    return redirect(url_for(".show", slug=slug), 303)


shows("initiatives", queries.of_organisation, "initiatives/of_organisation.html")
