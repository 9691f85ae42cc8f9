"""Asking back, answering, and writing on once it is accepted."""

from datetime import timedelta

import pytest

from diaspora_commons.accounts.actions import erase
from diaspora_commons.accounts.models import Person
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db
from diaspora_commons.organisations.models import MemberRole
from diaspora_commons.partnerships.models import Partnership, State


def test_amina_asks_and_ines_answers_on_one_timeline(world, post_to, again, timeline, seen_by, letters_to):
    asked = world.partnership()
    assert post_to(world.amina, asked, "messages", {"words": "How many evenings?"}).status_code == 303
    assert again(asked).state == State.CLARIFYING
    letter = letters_to(world.ines)[-1]
    assert (letter.kind, letter.language) == ("partnership_question", "es")
    assert "How many evenings?" in letter.text
    assert post_to(world.ines, asked, "messages", {"words": "Three."}).status_code == 303
    assert again(asked).state == State.SENT
    letter = letters_to(world.amina)[-1]
    assert letter.kind == "partnership_answer"
    assert "Three." in letter.text
    assert timeline(asked) == ["sent", "question", "answer"]
    for person in (world.amina, world.ines):
        page = seen_by(person, asked)
        assert "How many evenings?" in page
        assert "Three." in page


def test_she_may_ask_on_before_there_is_an_answer(world, post_to, timeline, letters_to):
    asked = world.partnership()
    for words in ("How many?", "And where?"):
        assert post_to(world.amina, asked, "messages", {"words": words}).status_code == 303
    assert timeline(asked) == ["sent", "question", "question"]
    assert ["How many?" in letter.text for letter in letters_to(world.ines)] == [True, False]


def test_both_write_on_once_it_is_accepted(world, post_to, again, timeline, letters_to):
    asked = world.partnership(State.ACCEPTED)
    for person, other in ((world.amina, world.ines), (world.ines, world.amina)):
        assert post_to(person, asked, "messages", {"words": f"A word of {person.name}"}).status_code == 303
        letter = letters_to(other)[-1]
        assert letter.kind == "partnership_message"
        assert f"A word of {person.name}" in letter.text
    assert again(asked).state == State.ACCEPTED
    assert timeline(asked)[1:] == ["message", "message"]


def test_it_is_not_the_senders_turn_before_a_question(world, post_to, timeline):
    asked = world.partnership()
    answer = post_to(world.ines, asked, "messages", {"words": "Are you still there?"})
    assert answer.status_code == 409
    assert "Are you still there?" in answer.text, "what was typed is not lost"
    assert timeline(asked) == ["sent"]


@pytest.mark.parametrize("state", [State.DECLINED, State.WITHDRAWN, State.EXPIRED])
def test_nobody_writes_once_it_is_over(world, post_to, timeline, state):
    over = world.partnership(state)
    for person in (world.amina, world.ines):
        answer = post_to(person, over, "messages", {"words": "One more thing"})
        assert answer.status_code == 409
        assert "One more thing" in answer.text
    assert timeline(over) == ["sent"]


def test_a_word_has_a_beginning_and_an_end(world, post_to):
    asked = world.partnership()
    assert post_to(world.amina, asked, "messages", {"words": " \n "}).status_code == 422
    too_long = post_to(world.amina, asked, "messages", {"words": "x" * 5001})
    assert too_long.status_code == 422
    assert "x" * 5001 in too_long.text
    assert post_to(world.amina, asked, "messages", {"words": "ب" * 5000}).status_code == 303


def test_strangers_readers_and_moderators_write_nothing(client, world, post_to):
    asked, reader = world.partnership(), world.person("Rania")
    world.member(world.sahel, reader, MemberRole.READER)
    assert post_to(reader, asked, "messages", {"words": "x"}).status_code == 403
    for person in (world.bao, world.dalia, world.emre):
        assert post_to(person, asked, "messages", {"words": "x"}).status_code == 404
    assert client.sign_out().post(f"/en/partnerships/{asked.public_id}/messages", {"words": "x"}).status_code == 403


def test_who_belongs_to_both_reads_and_does_not_speak(world, post_to, seen_by):
    asked = world.partnership()
    world.member(world.sahel, world.ines, MemberRole.OWNER)
    assert "You belong to both organisations" in seen_by(world.ines, asked)
    assert post_to(world.ines, asked, "messages", {"words": "x"}).status_code == 403
    assert post_to(world.ines, asked, "acceptance").status_code == 403
    assert post_to(world.ines, asked, "withdrawal").status_code == 303, "taking back needs no second side"


def test_a_hidden_organisation_says_nothing_but_may_end_it(world, post_to):
    asked = world.partnership()
    world.sahel.is_published = False
    world.keep(world.sahel)
    assert post_to(world.amina, asked, "messages", {"words": "x"}).status_code == 409
    assert post_to(world.amina, asked, "acceptance").status_code == 409
    assert post_to(world.amina, asked, "refusal", {"reason": "We cannot."}).status_code == 303


def test_twenty_words_a_day_are_enough(world, post_to, timeline):
    asked = world.partnership(State.ACCEPTED)
    told = [post_to(world.amina, asked, "messages", {"words": f"Word {n}"}).status_code for n in range(21)]
    assert told == [303] * 20 + [429]
    assert post_to(world.ines, asked, "messages", {"words": "Calm down"}).status_code == 303


def test_each_word_lets_the_time_run_anew(world, post_to, again):
    asked = world.partnership(ago=59)
    post_to(world.amina, asked, "messages", {"words": "How many?"})
    left = again(asked).expires_at - now()
    assert timedelta(days=59) < left <= timedelta(days=60)


def test_a_word_stays_when_its_author_is_erased_without_the_name(client, world, post_to, seen_by):
    asked = world.partnership()
    writer = world.person("Kanarina")
    world.member(world.sahel, writer)
    post_to(writer, asked, "messages", {"words": "How many evenings?"})
    assert "Kanarina" in seen_by(world.ines, asked)
    with unit_of_work.writing():
        erase(db.get(Person, writer.id))
    page = seen_by(world.ines, asked)
    assert "How many evenings?" in page
    assert "Sahel Roots asked a question." in page
    assert "Kanarina" not in page
    assert db.get(Partnership, asked.id) is not None


def test_who_leaves_sees_it_no_more(world, seen_by):
    asked, writer = world.partnership(), world.person("Wala")
    world.member(world.sahel, writer)
    assert seen_by(writer, asked)
    place = next(m for m in db.merge(world.sahel).members if m.person_id == writer.id)
    db.delete(place)
    db.commit()
    assert seen_by(writer, asked) is None


def test_a_line_end_is_one_character(world, post_to, timeline):
    asked = world.partnership()
    words = "ab\r\n" * 1666
    assert post_to(world.amina, asked, "messages", {"words": words}).status_code == 303
    refused = post_to(world.ines, asked, "messages", {"words": words * 2})
    assert refused.status_code == 422
    assert 'aria-describedby="words-help words-error" aria-invalid="true"' in refused.text
    assert post_to(world.amina, asked, "refusal", {"reason": "a\r\n" * 999 + "a"}).status_code == 303
    assert timeline(asked) == ["sent", "question", "declined"]
