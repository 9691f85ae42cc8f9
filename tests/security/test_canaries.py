"""A word stands in every private thing. It is looked for in every answer to everybody who may not read it."""

import json
from urllib.parse import quote

import pytest

from diaspora_commons.courses.quizzes.models import Answer
from diaspora_commons.initiatives.models import State
from diaspora_commons.kernel import demo
from diaspora_commons.kernel.database import db

ROLES = ("visitor", "member", "other", "reader", "owner", "editor", "moderator", "administrator")
TEAM = {"reader", "owner"}
STAFF = {"moderator", "administrator"}
WHO_MAY_READ = {
    # the canary: who may come upon it
    "kanaridraft": TEAM,
    "kanariarchived": TEAM,
    "kanarisubmitted": TEAM | STAFF,
    "kanarideclined": TEAM | STAFF,
    "kanarireason": TEAM | STAFF,
    "kanariappeal": TEAM | STAFF,
    "kanariunpublished": {"owner"} | STAFF,
    "kanarihidden": {"owner"} | STAFF,
    "kanariwhy": {"owner"} | STAFF,
    "kanarievidence": STAFF,
    "kanariinvited": {"owner"},
    "kanarireporter": STAFF,
    "kanarireport": STAFF,
    "kanariletter": {"owner"},
    "kanarirequest": TEAM,
    "kanariasked": TEAM,
    "kanariword": TEAM,
    "kanarireach": TEAM,
    "kanarilesson": {"owner"},
    "kanariquestion": {"owner"},
    "kanarianswer": {"owner"},
    "kanarikey": set(),
    "kanariperson": STAFF,
    "kanarimail": STAFF,
}


@pytest.fixture
def caged(things, world, settle):
    """The world of `things`, with a canary in everything that is not for everybody."""
    db.add_all([*(made for made in vars(things).values() if made is not None), world.tadesse])
    for state in ("draft", "archived", "submitted", "declined"):
        made = getattr(things, state)
        made.title = made.summary = made.story = made.needs = f"garden kanari{state}"
    things.declined.reason = "kanarireason"
    things.appealed.appeal = "kanariappeal"
    for name in ("unpublished", "hidden"):
        made = getattr(things, name)
        made.name = made.description = made.offering = f"garden kanari{name}"
    things.hidden.hidden_reason = "kanariwhy"
    things.claim.evidence = "kanarievidence"
    things.invitation.email = "kanariinvited@example.org"
    things.report.words, things.report.email = "kanarireport", "kanarireporter@example.org"
    things.letter.subject = things.letter.text = things.letter.html = "kanariletter"
    world.tadesse.name, world.tadesse.email = "kanariperson", "kanarimail@example.org"
    for name, word in (("draft", "request"), ("in", "asked"), ("out", "asked"), ("accepted", "asked")):
        made = getattr(things, f"request_{name}")
        made.purpose = made.offer = made.need = made.message = f"garden kanari{word}"
    things.refusal.words = "kanariword"
    things.friend.members[0].person.email = "kanarireach@example.org"
    things.published.partners = [things.hidden]
    things.course.modules[0].lessons[1].body = "kanarilesson"
    (question,) = things.quiz.questions
    question.text, question.explanation, question.correct = "kanariquestion", "kanarikey", ["kanarikey"]
    things.attempt.answers = [Answer(question_id=question.id, given=["kanarianswer"])]
    db.commit()
    world.keep(things.course, "course")
    for kind in ("initiative", "organisation"):
        for made in vars(things).values():
            if getattr(made, "__tablename__", "") == kind:
                world.keep(made, kind)
    settle()
    return things


def places(app, things):
    """Every address that answers GET, and the searches and questions that might call a canary."""
    slugs = [getattr(things, str(state)).slug for state in State]
    initiatives = [f"/en/initiatives/{slug}{end}" for slug in slugs for end in ("", "/edit")]
    organisations = [
        f"/en/organisations/{o.slug}{end}"
        for o in (things.sahel, things.listed, things.unpublished, things.hidden)
        for end in ("", "/edit", "/team", "/claim")
    ]
    requests = [getattr(things, f"request_{name}") for name in ("in", "draft", "out", "declined", "accepted")]
    requests = [f"/en/partnerships/{one.public_id}{end}" for one in requests for end in ("", "/edit")]
    requests += [f"/en/partnerships?side={side}" for side in ("received", "sent", "drafts")]
    requests += [f"/en/partnerships/new?organisation={o.slug}" for o in (things.sahel, things.friend)]
    numbered = [f"/en/moderation/claims/{things.claim.id}", f"/en/moderation/reports/{things.report.id}",
                f"/en/account/letters/{things.letter.id}", "/en/moderation/ledger/export", "/en/demo/letters/1",
                "/en/organisations/invitations/none", "/en/account/email/none"]  # fmt: skip
    numbered += [f"/en/learning/{things.cohort.code}{end}"
                 for end in ("", "/lessons/m1-l2", "/printout", "/quizzes/m1", "/quizzes/m1/attempts/1")]  # fmt: skip
    plain = [r.rule.replace("<language:lang>", "en") for r in app.url_map.iter_rules() if "GET" in r.methods]
    plain = [path for path in plain if "<" not in path]
    parts = [
        f"/sitemap-{part}.xml" for part in ("pages", "initiatives", "organisations", "library", "courses", "events")
    ]
    feeds = [f"/en/feeds/{kind}.atom" for kind in ("initiatives", "library", "events")]
    lists = [f"/en/initiatives?{q}" for q in ("sort=title", "country=ML", "heritage=ML&page=2", "organisation=x")]
    return [*plain, *initiatives, *organisations, *requests, *numbered, *parts, *feeds, *lists]


def calls(word):
    """What might call this canary by its name, of programs; a page would show the question again."""
    asked = (word, word[:9], f'"garden {word}"', "garden")
    return [f"/api/v1/{door}?q={quote(q)}" for door in ("search", "ask") for q in asked]


@pytest.mark.slow
def test_no_canary_is_seen_by_who_may_not_see_it(app, client, caged, monkeypatch):
    monkeypatch.setattr(demo, "is_on", lambda given=None: False)
    for role in ROLES:
        person = getattr(caged, role)
        client.sign_in(person) if person else client.sign_out()
        hidden_from = [word for word, who in WHO_MAY_READ.items() if role not in who]
        for path in places(app, caged):
            answer = client.get(path)
            seen = [word for word in hidden_from if word in answer.text or word in str(answer.headers)]
            assert not seen, (role, path, seen)


@pytest.mark.slow
@pytest.mark.parametrize("role", ["visitor", "other", "owner"])
def test_no_search_or_question_calls_a_canary(client, caged, role):
    """Search and the assistant know what is public and nothing else, whoever asks: no hit, no count, no suggestion."""
    person = getattr(caged, role)
    client.sign_in(person) if person else client.sign_out()
    for word in WHO_MAY_READ:
        for path in calls(word):
            told = client.get(path).json
            said = {name: value for name, value in told.items() if name not in ("query", "explain")}
            unasked = json.dumps(said).replace(f"/search?{path.partition('?')[2].replace('%20', '+')}", "")  # a link
            assert "kanari" not in unasked, (path, said)
            if "garden" not in path and "search" in path:
                assert told["total"] == 0, path
    for page in ("/en/search?q=garden", "/en/ask?q=garden"):
        assert "kanari" not in client.get(page).text


def test_these_words_are_there_for_who_may_read_them(client, caged):
    """Else the tests above would prove nothing."""
    client.sign_in(caged.owner)
    assert "kanaridraft" in client.get("/en/initiatives/mine").text
    assert "kanariinvited" in client.get(f"/en/organisations/{caged.sahel.slug}/team").text
    assert "kanariletter" in client.get(f"/en/account/letters/{caged.letter.id}").text
    assert "kanarireason" in client.get(f"/en/initiatives/{caged.declined.slug}").text
    for name, word in (("draft", "request"), ("in", "asked"), ("declined", "word"), ("accepted", "reach")):
        page = client.get(f"/en/partnerships/{getattr(caged, f'request_{name}').public_id}").text
        assert f"kanari{word}" in page, name
    learning = f"/en/learning/{caged.cohort.code}"
    assert "kanarilesson" in client.get(f"{learning}/printout").text
    attempt = client.get(f"{learning}/quizzes/m1/attempts/1").text
    assert "kanariquestion" in attempt
    assert "kanarianswer" in attempt
    client.sign_in(caged.moderator)
    assert "kanarievidence" in client.get(f"/en/moderation/claims/{caged.claim.id}").text
    assert "kanarireport" in client.get(f"/en/moderation/reports/{caged.report.id}").text
