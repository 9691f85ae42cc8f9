"""Every dialogue that comes with the commons, turn by turn, on its own day."""

from datetime import UTC, datetime

import pytest
import time_machine

from diaspora_commons.assistant import answers, dialogues
from diaspora_commons.assistant.dialogues import DAY, check, stage_of
from diaspora_commons.courses.models import Cohort
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.permissions import VISITOR

DIALOGUES = dialogues.written()


@pytest.fixture
def on_its_day():
    with time_machine.travel(datetime(DAY.year, DAY.month, DAY.day, 12, tzinfo=UTC), tick=False):
        yield


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda dialogue: dialogue["id"])
def test_a_dialogue_goes_as_expected(client, commons, on_its_day, monkeypatch, dialogue):
    given = stage_of(dialogue)
    for cohort in db.query(Cohort).filter(Cohort.code.in_(given.full)):
        cohort.taken = cohort.capacity
    db.commit()
    desk = answers.desk
    monkeypatch.setattr(answers, "desk", lambda actor, stage=None: desk(actor, given))
    said = {"conversation": None}

    def ask(text):
        sent = {"text": text, "lang": dialogue["language"], "conversation": said["conversation"]}
        answer = client.open("/api/v1/ask", method="POST", json=sent)
        assert answer.status_code == 200
        said.update(answer.json)
        return answer.json

    assert dialogues.misses(dialogue, ask) == []


def test_the_check_of_the_command_line_finds_the_same(client, commons):
    assert check(VISITOR) == []
