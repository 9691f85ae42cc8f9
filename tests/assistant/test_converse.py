"""A conversation on its page: kept by a token in the form, nobody's, and gone when it is over."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from diaspora_commons.assistant import conversations
from diaspora_commons.assistant.models import Asked, Conversation, Opinion, Outcome, Ticket
from diaspora_commons.kernel.clock import now
from diaspora_commons.kernel.database import db


def token_in(page):
    return re.search(r'name="conversation" value="([^"]*)"', page.text)[1]


class Talk:
    """One visitor's conversation, as their browser holds it: in hidden fields."""

    def __init__(self, client):
        self.client, self.hidden, self.page = client, {"conversation": "", "turn": "0"}, None

    def say(self, text="", language="en", **more):
        self.page = self.client.post(f"/{language}/ask", {**self.hidden, "text": text, **more})
        assert self.page.status_code == 200
        turn = re.search(r'name="turn" value="(\d+)"', self.page.text)[1]
        self.hidden = {"conversation": token_in(self.page), "turn": turn}
        return self.page.text


@pytest.fixture
def talk(client, faqs):
    return Talk(client)


def last(text):
    return text.rpartition('<div class="talk-turn"')[2]


def test_what_was_said_stays_on_the_page_and_turns_are_added(talk):
    talk.say("what are diaspora bonds")
    text = talk.say("how do I delete my account")
    assert text.count('<div class="talk-turn"') == 2
    assert "/en/help/diaspora-bonds" in text
    assert "/en/help/delete-account" in last(text)


def test_no_cookie_is_set_and_nothing_may_be_kept_by_others(talk):
    talk.say("hello")
    assert "Set-Cookie" not in talk.page.headers
    assert "no-store" in talk.page.headers["Cache-Control"]


def test_the_same_click_twice_is_one_turn(talk):
    hidden = dict(talk.hidden)
    talk.say("what are diaspora bonds")
    hidden["conversation"] = talk.hidden["conversation"]
    again = talk.client.post("/en/ask", {**hidden, "text": "what are diaspora bonds"})
    assert again.text.count('<div class="talk-turn"') == 1
    assert db.scalar(select(Conversation.turns)) == 1


def test_a_question_asked_by_itself_is_taken_up(talk):
    text = talk.say("tell me more about diaspora bonds", before="money sent by families")
    assert "money sent by families" in text


def test_a_choice_is_a_button_that_says_its_words(talk):
    text = talk.say("certificate")
    button = re.search(r'name="say" value="([^"]+)"', text)[1]
    assert "/en/help/get-certificate" in last(talk.say(say=button))


def test_htmx_gets_the_conversation_alone(talk):
    headers = {"HX-Request": "true", "HX-Target": "talk"}
    page = talk.client.post("/en/ask", {"text": "hello"}, headers=headers)
    assert page.text.lstrip().startswith('<div id="talk"')


def test_addresses_and_numbers_are_masked_before_anything_is_kept(talk):
    talk.say("write to ana@example.org or call +33 6 12 34 56 78 about zzqqy")
    kept = repr(db.scalar(select(Conversation.state))) + repr(db.scalars(select(Asked.text)).all())
    assert "ana@example.org" not in kept
    assert "12 34 56" not in kept
    assert "[e-mail]" in kept


def test_the_token_is_kept_as_its_hash_only(talk):
    talk.say("hello")
    assert talk.hidden["conversation"] not in repr(db.execute(select(Conversation)).mappings().all())
    assert db.scalar(select(Conversation.token_hash)) == conversations.hash_of(talk.hidden["conversation"])


def test_after_half_an_hour_of_silence_it_is_over(talk):
    talk.say("what are diaspora bonds")
    with time_machine.travel(now() + timedelta(minutes=31)):
        text = talk.say("hello")
        assert text.count('<div class="talk-turn"') == 1
        conversations.forget_old()
        assert db.scalar(select(func.count()).select_from(Conversation)) == 1


def test_it_can_be_erased_at_once(talk):
    talk.say("what are diaspora bonds")
    answer = talk.client.post("/en/ask/erasure", talk.hidden)
    assert answer.status_code == 303
    assert db.scalar(select(func.count()).select_from(Conversation)) == 0


def test_it_can_be_saved_as_text(talk):
    talk.say("what are diaspora bonds")
    saved = talk.client.post("/en/ask/transcript", talk.hidden)
    assert saved.mimetype == "text/plain"
    assert "attachment" in saved.headers["Content-Disposition"]
    assert "You: what are diaspora bonds" in saved.text
    assert "What is a diaspora bond?" in saved.text


def test_nobody_saves_the_conversation_of_somebody_else(talk):
    talk.say("what are diaspora bonds")
    assert talk.client.post("/en/ask/transcript", {"conversation": "guess"}).status_code == 404


def test_a_miss_is_kept_and_can_be_switched_off(talk, monkeypatch):
    talk.say("recipe for zzqqy")
    assert [(a.outcome, a.text) for a in db.scalars(select(Asked))] == [(Outcome.MISS, "recipe for zzqqy")]
    quiet = conversations.settings().model_copy(update={"keep_questions_days": 0})
    monkeypatch.setattr(conversations, "settings", lambda: quiet)
    talk.say("another recipe for zzqqy")
    assert db.scalar(select(func.count()).select_from(Asked)) == 1


def test_old_questions_go(talk):
    talk.say("recipe for zzqqy")
    with time_machine.travel(now() + timedelta(days=91)):
        conversations.forget_old()
    assert db.scalar(select(func.count()).select_from(Asked)) == 0


def test_danger_is_counted_without_words_and_offers_a_way_out(talk):
    text = talk.say("my husband beats me")
    assert "data-leave" in text
    assert "helpful" not in text
    assert [(a.outcome, a.text) for a in db.scalars(select(Asked))] == [(Outcome.SAFETY, "")]
    assert "husband" not in repr(db.scalar(select(Conversation.state)))


def test_whether_it_helped_is_kept_without_a_person(talk):
    talk.say("what are diaspora bonds")
    talk.say(helpful="no")
    opinion = db.scalars(select(Opinion)).one()
    assert (opinion.slug, opinion.is_helpful) == ("diaspora-bonds", False)
    assert [(a.outcome, a.text) for a in db.scalars(select(Asked))] == [(Outcome.UNHELPFUL, "what are diaspora bonds")]


def test_a_question_is_handed_over_with_what_the_visitor_has_seen(talk, world, settle):
    talk.say("recipe for zzqqy")
    talk.say("can I talk to a person")
    seen = talk.say("ana@example.org")
    assert "recipe for zzqqy" in last(seen)
    assert "ana@example.org" in last(seen)
    assert db.scalar(select(func.count()).select_from(Ticket)) == 0
    sent = talk.say("yes")
    ticket = db.scalars(select(Ticket)).one()
    assert ticket.reference in last(sent)
    assert (ticket.kind, ticket.text, ticket.reply_address) == ("question", "recipe for zzqqy", "ana@example.org")
    assert "> recipe for zzqqy" in ticket.transcript


def test_the_team_gets_a_letter_with_it(talk, world, settle, letters_to):
    talk.say("the form does not work", say="")
    talk.say("the search page stays blank")
    talk.say("skip")
    talk.say("yes")
    ticket = db.scalars(select(Ticket)).one()
    settle()
    [letter] = letters_to(world.dalia)
    assert ticket.reference in letter.subject
    assert "> the form does not work" in letter.text.replace("\\", "")
    assert letters_to(world.bao) == []


def test_nothing_is_sent_without_a_yes(talk):
    talk.say("can I talk to a person")
    talk.say("please look at my page")
    talk.say("no address")
    talk.say("no")
    assert db.scalar(select(func.count()).select_from(Ticket)) == 0


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x>', "{{ 7*7 }}", "%(x)s", "\x00", "a" * 9000]
)
def test_whatever_is_written_is_shown_as_text(talk, text):
    answer = talk.say(text)
    assert "<script>alert" not in answer
    assert "<img src=x" not in answer


def test_a_program_elsewhere_cannot_speak_for_a_visitor(client, faqs):
    assert client.post("/en/ask", {"text": "hello"}, forged=True).status_code == 403
