"""The doors of certificates: anybody checks a code, its holder prints it and sees to the name, staff may revoke it.

What anybody checks stands under no language, since it is printed: it is shown in the reader's.
"""

from typing import Any

from flask import Blueprint, Response, g, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from diaspora_commons.kernel import languages
from diaspora_commons.kernel.access import public_uncached, signed_in, staff
from diaspora_commons.kernel.errors import Invalid, NotHere, WrongState
from diaspora_commons.kernel.languages import _
from diaspora_commons.kernel.pages import page, say
from diaspora_commons.kernel.permissions import may
from diaspora_commons.kernel.settings import settings

from . import actions, codes, guesses, qr, queries
from .api import address, told
from .forms import NameForm
from .models import Certificate, CertificateState
from .reasons import READY
from .rules import MOST_CORRECTIONS

blueprint = Blueprint("certificates", __name__)
door = Blueprint("certificate", __name__)
"""What stands under no language."""


@blueprint.get("/verify")
@public_uncached
def form() -> ResponseReturnValue:
    """A field for a code; leads to its certificate."""
    typed = request.args.get("code", "").strip()
    if not typed:
        return page("courses/certificates/form.html", typed="", miss=None)
    found = sought(typed)
    if isinstance(found, Certificate):
        return redirect(checked_at(found))
    return missed(typed, found)


@blueprint.get("/verify/<code>")
@public_uncached
def in_a_language(code: str) -> ResponseReturnValue:
    """Where somebody looks who puts a language before the address."""
    return redirect(url_for("certificate.check", code=code, lang=languages.current()))


@door.get("/verify/<code>")
@public_uncached
def check(code: str) -> Response:
    """What a certificate is worth now, for anybody; for programs that ask for JSON too."""
    found = sought(code)
    if isinstance(found, Certificate):
        return jsonify(told(found)) if wants_json() else shown(found)
    return missed(code, found)


@door.after_request
def fresh_for_everybody(response: Response) -> Response:
    """Never kept, for it may be revoked at any moment; never listed, for only who has the code should find it."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    response.vary.update({"Accept", "Accept-Language", "Cookie"})
    return response


def sought(typed: str) -> Certificate | str:
    """The certificate with this code, or why there is none: `incomplete`, `mistyped` or `unknown`."""
    code = codes.read(typed)
    if code is None:
        return "incomplete"
    if not codes.fits(code):
        return "mistyped"
    guesses.refuse_many(request.remote_addr)
    certificate = queries.by_code(code)
    if certificate is None:
        guesses.count(request.remote_addr)
        return "unknown"
    return certificate


def missed(typed: str, why: str) -> Response:
    """No such certificate: the form once more, with what was typed and what may be the matter with it."""
    title, sentence = {
        "incomplete": (
            _("This is not a whole code"),
            _("A code has thirteen letters and digits, such as 7K3M-Q9TW-2XRD-H. Look at it again."),
        ),
        "mistyped": (
            _("The check character does not fit: look at it again"),
            _("The last character of a code is worked out from the others. Here one was read or typed differently."),
        ),
        "unknown": (
            _("We know no certificate with this code"),
            _("The code is well formed, but no certificate of ours has it. It may be from another site, or made up."),
        ),
    }[why]
    if wants_json():
        error = {"status": 404, "reason": why, "title": title, "message": sentence}
        response = jsonify(error=error)
        response.status_code = 404
        return response
    kept = typed[: codes.LONGEST_READ]
    return page("courses/certificates/form.html", 404, typed=kept, miss={"title": title, "sentence": sentence})


def wants_json() -> bool:
    """Whether who asks would rather have data; who takes anything gets the page."""
    wish = request.accept_mimetypes
    return request.endpoint == "certificate.check" and wish["application/json"] > wish["text/html"]


def shown(certificate: Certificate, status: int = 200, **wrong: Any) -> Response:
    """The page of a certificate; `wrong` is what was the matter with an administrator's last click."""
    may_revoke = certificate.state == CertificateState.ISSUED and may(g.actor, "certificate.revoke", certificate)
    return page(
        "courses/certificates/check.html",
        status,
        certificate=certificate,
        code=codes.written(certificate.code),
        address=address(certificate),
        newest=url_for("certificate.check", code=codes.written(certificate.newest.code), lang=languages.current()),
        may_revoke=may_revoke,
        ready=READY.for_("revoke", certificate.course_language) if may_revoke else [],
        wrong=wrong,
        contact=settings().contact_address,
    )


def checked_at(certificate: Certificate) -> str:
    """The page of a certificate, in the language that is being read."""
    return url_for("certificate.check", code=codes.written(certificate.code), lang=languages.current())


@blueprint.post("/certificates/<code>/revocation")
@staff("administrator")
def revoke(code: str) -> ResponseReturnValue:
    """Say that it does not count, and why; everybody who checks it reads that."""
    certificate = queries.by_code(codes.read(code) or "")
    if certificate is None:
        raise NotHere
    ticked, words = request.form.getlist("ready"), request.form.get("reason", "")
    reason = READY.told("revoke", certificate.course_language, ticked, words)
    try:
        actions.revoke(g.actor, certificate, reason)
    except (Invalid, WrongState) as error:
        return shown(certificate, error.status, sentence=str(error.message), ticked=ticked, words=words)
    say(_("The certificate is revoked. Its holder is told why, by letter."))
    return redirect(checked_at(certificate), 303)


@blueprint.get("/learning/<code>/certificate")
@signed_in
def show(code: str) -> Response:
    """One's own certificate, to print, and what one may decide about it."""
    return printable(queries.own(g.actor, code), NameForm())


@blueprint.post("/learning/<code>/certificate/name")
@signed_in
def correct_name(code: str) -> ResponseReturnValue:
    """Issue it once more under the right name."""
    certificate = queries.own(g.actor, code)
    sent = NameForm(request.form)
    if not sent.validate():
        return printable(certificate, sent, 422)
    try:
        actions.correct_name(g.actor, certificate, sent.name.data)
    except (Invalid, WrongState) as error:
        sent.name.errors = [str(error.message)]
        as_it_is_now = queries.own(g.actor, code)  # another click may have corrected it meanwhile
        return printable(as_it_is_now, sent, error.status)
    say(_("Your certificate is issued again, with a new code. The old code leads to it."))
    return redirect(url_for(".show", code=code), 303)


@blueprint.post("/learning/<code>/certificate/visibility")
@signed_in
def show_name(code: str) -> ResponseReturnValue:
    """Let the name be seen by whoever has the code, or not."""
    is_shown = request.form.get("shown") == "yes"
    actions.show_name(g.actor, queries.own(g.actor, code), is_shown)
    say(
        _("Whoever checks the code sees your name.")
        if is_shown
        else _("Whoever checks the code no longer sees your name.")
    )
    return redirect(url_for(".show", code=code), 303)


def printable(certificate: Certificate, sent: NameForm, status: int = 200) -> Response:
    whole = address(certificate)
    return page(
        "courses/certificates/show.html",
        status,
        certificate=certificate,
        code=codes.written(certificate.code),
        address=whole,
        checked_at=checked_at(certificate),
        square=qr.path(whole),
        form=sent,
        corrections_left=MOST_CORRECTIONS - queries.corrections(certificate),
        former=[(codes.written(old.code), old.issued_at) for old in queries.former(certificate)],
        contact=settings().contact_address,
        is_portrait=request.args.get("paper") == "portrait",
    )
