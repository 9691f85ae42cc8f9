"""Who is answered what at every route. `matrix.txt` says it, and a route that is not in it fails.

`member` has an account and nothing else; `other` edits another organisation; `reader` and `owner` belong to Sahel
Roots, whose things are asked for; `editor`, `moderator` and `administrator` have their role on the platform.
"""

import re
from functools import partial
from pathlib import Path

import pytest

from diaspora_commons.kernel import demo

TABLE = Path(__file__).with_name("matrix.txt")
ROLES = ("visitor", "member", "other", "reader", "owner", "editor", "moderator", "administrator")
PROFILE = {
    "name": "Cercle de Lisbonne", "kind": "diaspora-organisation", "country": "PT", "description": "Neighbours.",
    "description_language": "en",
}  # fmt: skip
STATES = {
    "withdraw": "submitted", "request_changes": "submitted", "publish": "submitted", "decline": "submitted",
    "appeal": "declined", "uphold": "appealed", "hide": "published", "confirm": "published", "restore": "archived",
}  # fmt: skip
"""The state in which an initiative's verb has something to do; drafts for the others."""
ORGANISATIONS = {
    "restore": "hidden",
    "publish": "unpublished",
    "claim": "listed",
    "new": "listed",
    "withdraw": "listed",
}
REQUESTS = {
    "send": "draft", "edit": "draft", "save": "draft", "discard": "draft", "withdraw": "out", "remind": "out",
    "share_contact": "accepted", "withhold_contact": "accepted",
}  # fmt: skip
"""Which partnership request a verb has something to do with; the one that came in for the others."""
TOKENS = {
    "confirmation": "confirmation", "confirm": "confirmation",
    "sign_in_once": "sign in", "begin_session_once": "sign in",
    "new_password": "password", "reset_password": "password", "new_address": "address", "take_address": "address",
    "invitation": "t", "accept_invitation": "t",
}  # fmt: skip
FORMS = {
    "accounts.change": {"name": "Sami", "language": "en", "zone": "UTC"},
    "accounts.ask_to_register": {"name": "Sami", "email": "s@example.org", "password": "three blue herons"},
    "accounts.ask_for_password_reset": {"email": "s@example.org"},
    "accounts.ask_for_sign_in_link": {"email": "s@example.org"},
    "accounts.reset_password": {"password": "three blue herons"},
    "organisations.create": PROFILE,
    "organisations.save": PROFILE,
    "organisations.claims.claim": {"evidence": "My name is there."},
    "organisations.team.invite": {"email": "guest@example.org", "role": "editor"},
    "organisations.team.change_role": {"role": "editor"},
    "partnerships.write": {"words": "How many evenings?"},
    "certificates.correct_name": {"name": "Nguyễn Văn Bảo"},
    "moderation.send_report": {"concern": "wrong", "words": "It ended."},
}


def filled(rule, things):
    """The address of a route, its holes filled with things of Sahel Roots."""
    room, _, name = rule.endpoint.rpartition(".")
    numbers = {"letter": things.letter.id, "end_session": things.session.id, "claim": things.claim.id,
               "accept_claim": things.claim.id, "decline_claim": things.claim.id, "case": things.report.id,
               "revoke_invitation": things.invitation.id, "remove": things.enrolment.id}  # fmt: skip
    slugs = {
        "initiatives": getattr(things, STATES.get(name, "draft")).slug, "library": things.resource.slug,
        "courses": things.course.slug, "courses.roster": things.course.slug,
        "events": things.event.slug, "assistant": "none",
    }  # fmt: skip
    organisation = getattr(things, ORGANISATIONS.get(name, "sahel")).slug
    holes = {
        "public_id": getattr(things, f"request_{REQUESTS.get(name, 'in')}").public_id,
        "lang": "en", "slug": slugs.get(room, organisation), "token": TOKENS.get(name),
        "person": things.reader.public_id,
        "id": numbers.get(name, things.report.id), "number": 1, "name": "about", "kind": "initiatives", "form": "bib",
        "code": code_for(rule.endpoint, things), "lesson": "m1-l1", "module": "m1",
        "part": "pages", "filename": "css/none.css", "subject": f"report:{things.report.id}",
    }  # fmt: skip
    return re.sub(r"<(?:\w+(?:\(.*?\))?:)?(\w+)>", lambda hole: str(holes[hole[1]]), rule.rule)


def code_for(endpoint, things):
    """The code of a lesson, a certificate or a cohort: what the route means by it."""
    if endpoint in ("certificate.check", "certificates.in_a_language", "certificates.revoke"):
        return things.certificate.code
    if endpoint.startswith("certificates."):
        return things.certificate.cohort_code
    return "m1-l1" if endpoint == "courses.lesson" else things.cohort.code


def asked(client, things, role, rule, method):
    person = getattr(things, role)
    client.sign_in(person) if person else client.sign_out()
    name = rule.endpoint.rpartition(".")[2]
    if method == "GET":
        return client.get(filled(rule, things)).status_code
    form = FORMS.get(rule.endpoint, {"reason": "Say more of it, please."})
    if rule.endpoint == "initiatives.save":
        form = {"title": "Seeds", "language": "en", "version": things.draft.version}
    if rule.endpoint == "organisations.save":
        form = {**form, "version": things.sahel.version}
    if rule.endpoint == "initiatives.create":
        form = {"title": "Seeds", "language": "en", "organisation": things.sahel.slug}
    if rule.endpoint == "partnerships.create":
        form = {"purpose": "Seeds", "organisation": things.friend.slug, "sender": things.sahel.slug}
    if rule.endpoint == "partnerships.save":
        form = {"purpose": "Seeds", "version": things.request_draft.version}
    if name == "erase":
        form = {"password": "wrong"}
    return client.post(filled(rule, things), form).status_code


@pytest.mark.slow
def test_everybody_is_answered_at_every_route_as_the_table_says(app, client, things, undone, monkeypatch):
    monkeypatch.setattr(demo, "is_on", lambda given=None: False)
    monkeypatch.setattr("diaspora_commons.kernel.throttle.hit", lambda *given: None)
    rows = []
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.endpoint):
        for method in sorted(rule.methods & {"GET", "POST", "PUT", "PATCH", "DELETE"}):
            told = [undone(partial(asked, client, things, who, rule, method)) for who in ROLES]
            columns = (f"{status:{len(who)}}" for status, who in zip(told, ROLES, strict=True))
            rows.append(f"{rule.endpoint:42} {method:4} {' '.join(columns)}")
    head = f"{'':47} " + " ".join(ROLES)
    found = [head, *rows]
    assert found == TABLE.read_text(encoding="utf-8").splitlines()
