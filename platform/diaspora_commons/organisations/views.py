"""The pages of organisations: the list, the profile and what its people do with it."""

from flask import Blueprint, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel import pictures
from diaspora_commons.kernel.access import prepared, public, public_unless, signed_in, staff
from diaspora_commons.kernel.errors import Invalid, SavedMeanwhile, WrongState
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.pages import page, say
from diaspora_commons.kernel.permissions import permit

from . import actions, queries
from .claim_views import blueprint as claims
from .forms import LogoForm, ProfileForm
from .models import Organisation
from .profile import sections
from .team_views import blueprint as team

blueprint = Blueprint("organisations", __name__, url_prefix="/organisations")
LOGO_SIDE = 480


@blueprint.get("")
@public
def index() -> Response:
    """Everything that is public, to narrow down."""
    return page("organisations/index.html", listing=queries.listing(request.args))


@blueprint.get("/mine")
@signed_in
def mine() -> Response:
    """The organisations that I belong to, and the profiles that I claim."""
    return page("organisations/mine.html", places=queries.mine(g.actor), claims=queries.claims_of(g.actor))


@blueprint.get("/new")
@signed_in
def new() -> Response:
    permit(g.actor, "organisation.create")
    return page("organisations/new.html", form=ProfileForm(), alike=[])


@blueprint.post("/new")
@signed_in
def create() -> ResponseReturnValue:
    """Create it, unless there seems to be one of this name and nobody has said that it is another."""
    permit(g.actor, "organisation.create")
    form = ProfileForm(request.form)
    if not form.validate():
        return page("organisations/new.html", 422, form=form, alike=[])
    alike = queries.alike(g.actor, form.name.data, form.acronym.data or "")
    if alike and not form.is_another.data:
        return page("organisations/new.html", 422, form=form, alike=alike)
    organisation = actions.create(g.actor, form.profile())
    say(
        _("Your organisation is saved. It becomes public when a moderator has looked at it or at its first initiative.")
    )
    return redirect(url_for(".show", slug=organisation.slug), 303)


@blueprint.get("/<slug>")
@public_unless(queries.sees_more)
def show(slug: str) -> Response:
    """The profile, with the sections that other rooms add to it."""
    return profile_page(queries.one(g.actor, slug))


def profile_page(organisation: Organisation, status: int = 200, **wrong: str) -> Response:
    """Its page; `wrong` is what was the matter with a moderator's last click, and what was typed."""
    return page(
        "organisations/show.html",
        status,
        organisation=organisation,
        sections=sections(g.actor, organisation),
        claim=queries.claim_of(g.actor, organisation),
        wrong=wrong,
    )


@blueprint.get("/<slug>/edit")
@signed_in
def edit(slug: str) -> Response:
    organisation = editable(slug)
    return edit_page(organisation, ProfileForm.of(organisation), LogoForm())


@blueprint.post("/<slug>/edit")
@signed_in
def save(slug: str) -> ResponseReturnValue:
    """Save the profile."""
    organisation = editable(slug)
    form = ProfileForm(request.form)
    if not form.validate():
        return edit_page(organisation, form, LogoForm(), 422)
    try:
        actions.edit(g.actor, organisation, request.form.get("version", ""), form.profile())
    except SavedMeanwhile:
        return edit_page(organisation, form, LogoForm(), 409)
    say(_("Saved."))
    return redirect(url_for(".show", slug=slug), 303)


@blueprint.post("/<slug>/logo")
@prepared(image=pictures.sent("image", LOGO_SIDE))
@signed_in
def set_logo(slug: str) -> ResponseReturnValue:
    """Keep a new logo; it was decoded before the lock was taken."""
    organisation = editable(slug)
    image = g.prepared["image"]
    if not isinstance(image, bytes):
        form = LogoForm()
        form.image.errors = [str(image.message) if isinstance(image, Invalid) else _("Choose a picture first.")]
        return edit_page(organisation, ProfileForm.of(organisation), form, 422)
    actions.set_logo(g.actor, organisation, image)
    say(_("The new logo is saved."))
    return redirect(url_for(".show", slug=slug), 303)


@blueprint.post("/<slug>/logo/removal")
@signed_in
def remove_logo(slug: str) -> ResponseReturnValue:
    actions.remove_logo(g.actor, queries.one(g.actor, slug))
    say(_("The logo is removed."))
    return redirect(url_for(".edit", slug=slug), 303)


@blueprint.post("/<slug>/publication")
@staff("moderator")
def publish(slug: str) -> ResponseReturnValue:
    """Show it to the world."""
    actions.publish(g.actor, queries.one(g.actor, slug))
    say(_("The organisation is public now. Its owners are told."))
    return redirect(url_for(".show", slug=slug), 303)


@blueprint.post("/<slug>/hiding")
@staff("moderator")
def hide(slug: str) -> ResponseReturnValue:
    """Take it from public view, with a reason."""
    organisation, words = queries.one(g.actor, slug), request.form.get("reason", "")
    try:
        actions.hide(g.actor, organisation, words)
    except (Invalid, WrongState) as error:
        return profile_page(organisation, error.status, sentence=str(error.message), words=words)
    say(_("The organisation is hidden. Its owners are told why."))
    return redirect(url_for(".show", slug=slug), 303)


@blueprint.post("/<slug>/restoration")
@staff("moderator")
def restore(slug: str) -> ResponseReturnValue:
    actions.restore(g.actor, queries.one(g.actor, slug))
    say(_("The organisation is public again. Its owners are told."))
    return redirect(url_for(".show", slug=slug), 303)


def editable(slug: str) -> Organisation:
    """The organisation, for somebody who may change it."""
    organisation = queries.one(g.actor, slug)
    permit(g.actor, "organisation.edit", organisation)
    return organisation


def edit_page(organisation: Organisation, form: ProfileForm, logo: LogoForm, status: int = 200) -> Response:
    overtaken = status == SavedMeanwhile.status
    facts = {"organisation": organisation, "form": form, "logo": logo, "is_overtaken": overtaken}
    return page("organisations/edit.html", status, **facts)


blueprint.register_blueprint(team)
blueprint.register_blueprint(claims)
