"""A word in a request is in nobody's letter, in no line that others read and in no answer but the two teams'."""

import re

import pytest
from sqlalchemy import select, text

from diaspora_commons.kernel.database import Base, db
from diaspora_commons.moderation.models import Report
from diaspora_commons.notifications.models import Letter
from diaspora_commons.organisations.models import MemberRole
from diaspora_commons.partnerships.models import State

WORD = "Zwitscherlein"
PLACES = (
    "/en/", "/en/initiatives", "/en/organisations", "/en/partnerships", "/en/partnerships?side=received", "/en/desk",
    "/en/organisations/{ponte}", "/en/organisations/{sahel}", "/en/initiatives/{seeds}", "/en/partnerships/{asked}",
    "/en/partnerships/{asked}/edit", "/en/partnerships/new?organisation={sahel}", "/en/partnerships/new?q={word}",
    "/en/search?q={word}", "/en/search?q={word}&kind=organisation", "/api/v1/search?q={word}", "/en/ask?q={word}",
    "/api/v1/ask?q={word}", "/sitemap.xml", "/sitemap-pages.xml", "/en/feeds/initiatives.atom", "/en/moderation",
    "/en/moderation/ledger", "/en/moderation/ledger/export", "/en/account/data.json", "/en/account/letters",
)  # fmt: skip


@pytest.fixture
def lived(world, post_to, ask, only):
    """A request in whose every part the word stands, from the draft to the end."""
    world.seeds = world.published("Seeds for Kayes")
    parts = {name: f"{WORD} {name}" for name in ("purpose", "offer", "need", "message")}
    ask(world.seeds, then="", **parts)
    asked = only()
    post_to(world.ines, asked, "dispatch")
    post_to(world.amina, asked, "messages", {"words": f"{WORD} question"})
    post_to(world.ines, asked, "messages", {"words": f"{WORD} answer"})
    return asked


def told(client, path):
    """What is read at an address, without marks inside the words, and without the question itself."""
    answer = client.get(path, follow_redirects=True)
    return re.sub(r"<[^>]+>", "", answer.text)


@pytest.mark.parametrize("end", ["refusal", "acceptance"])
def test_nobody_else_comes_upon_it(client, world, lived, post_to, settle, end):
    post_to(world.amina, lived, end, {"reason": f"{WORD} reason", "contact": "yes"})
    settle()
    holes = {"ponte": world.ponte.slug, "sahel": world.sahel.slug, "asked": lived.public_id, "word": WORD,
             "seeds": world.seeds.slug}  # fmt: skip
    for person in (None, world.bao, world.tadesse, world.dalia, world.rosa, world.emre):
        client.sign_in(person) if person else client.sign_out()
        for place in PLACES:
            path = place.format(**holes)
            text = told(client, path)
            for part in ("purpose", "offer", "need", "message", "question", "answer", "reason"):
                assert f"{WORD} {part}" not in text, (person and person.name, path)
            assert world.amina.email not in text, path


def test_both_teams_come_upon_it(client, world, lived):
    """Else the test above would prove nothing."""
    for person in (world.amina, world.ines):
        text = told(client.sign_in(person), f"/en/partnerships/{lived.public_id}")
        for part in ("purpose", "offer", "need", "message", "question", "answer"):
            assert f"{WORD} {part}" in text


def test_letters_go_to_the_speakers_of_the_other_side_only(world, lived, settle):
    reader = world.person("Rania")
    world.member(world.sahel, reader, MemberRole.READER)
    settle()
    letters = db.scalars(select(Letter).where(Letter.text.contains(WORD) | Letter.subject.contains(WORD))).all()
    assert {(letter.kind, letter.person_id) for letter in letters} == {
        ("partnership_sent", world.amina.id), ("partnership_question", world.ines.id),
        ("partnership_answer", world.amina.id),
    }  # fmt: skip


def test_who_has_left_before_the_letter_is_written_is_not_told(world, post_to, settle):
    asked = world.partnership()
    leaver = world.person("Wala")
    world.member(world.ponte, leaver)
    post_to(world.amina, asked, "messages", {"words": f"{WORD} question"})
    db.delete(next(m for m in db.merge(world.ponte).members if m.person_id == leaver.id))
    db.commit()
    settle()
    readers = db.scalars(select(Letter.person_id).where(Letter.text.contains(WORD))).all()
    assert readers == [world.ines.id]


def test_the_words_stand_in_two_tables_and_in_letters(world, lived, settle):
    settle()
    found = {
        table.name
        for table in Base.metadata.sorted_tables
        for row in db.execute(text(f'SELECT * FROM "{table.name}"'))
        if WORD in str(row)
    }
    assert found == {"partnership", "partnership_entry", "letter"}


def test_addresses_do_not_follow_one_another(world):
    ids = [world.partnership(State.DRAFT).public_id for _ in range(20)]
    assert len({one[:4] for one in ids}) > 15
    assert all(len(one) >= 16 for one in ids)


def test_a_request_is_reported_without_being_shown(client, world, lived):
    """Who was asked copies what moderators should read; from anybody else they learn not even who asked whom."""
    about = f"/partnerships/{lived.public_id}"
    page = client.sign_in(world.amina).get(f"/en{about}").text
    assert f"report?about={about}" in page
    assert "Moderators cannot open a partnership request" in client.get(f"/en/moderation/report?about={about}").text
    for person, names in ((world.amina, True), (world.bao, False), (None, False)):
        client.sign_in(person) if person else client.sign_out()
        client.post("/en/moderation/report", {"concern": "scam", "words": "They want money.", "about": about})
        number = db.scalars(select(Report.id).order_by(Report.id.desc())).first()
        case = client.sign_in(world.dalia).get(f"/en/moderation/reports/{number}").text
        assert "They want money." in case
        assert f'href="/en{about}"' not in case, "it would lead nowhere"
        assert (f"/en/organisations/{world.ponte.slug}" in case) == names
        assert WORD not in case
        assert "Partnership " not in case, "nor a word of how it is kept"
