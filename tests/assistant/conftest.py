import json

import pytest

from diaspora_commons.assistant import actions
from diaspora_commons.assistant.evaluation import CONTENT
from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.permissions import SYSTEM


@pytest.fixture(scope="session")
def content():
    """The FAQs that come with the commons, one row an FAQ and language."""
    return [json.loads(line) for line in CONTENT.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def faqs(clean, content):
    """All of them in the database."""
    with unit_of_work.writing():
        return actions.load_faqs(SYSTEM, content)
