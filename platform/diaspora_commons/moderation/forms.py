"""The shape of a report, and of the narrowing of the ledger."""

import re
from typing import Any

from wtforms import DateField, RadioField, StringField
from wtforms.validators import Optional

from diaspora_commons.accounts.forms import AnAddress
from diaspora_commons.kernel.forms import Form, must, prose, text
from diaspora_commons.kernel.languages import lazy

from .queries import Narrowing
from .rules import CONCERNS

PATH = re.compile(r"/(?![/\\])[\w\-./~%:]{0,190}")


class ReportForm(Form):
    """What is wrong, and where to answer."""

    concern = RadioField(lazy("What is the matter?"), [must()])
    words = prose(lazy("What should we know?"), 4000)
    email = text(lazy("Your e-mail address, if you want an answer"), 200, required=False)
    homepage = StringField(lazy("Leave this field empty"))
    """A trap: people do not see it, programs fill it in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.concern.choices = [(name, str(sentence)) for name, sentence in CONCERNS.items()]

    def validate_email(self, field: Any) -> None:
        if field.data:
            AnAddress()(self, field)

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.homepage.data)


def place_of(given: str) -> str:
    """The path of one of our own pages that a report is about; anything else is about the site as a whole."""
    return given if PATH.fullmatch(given) else "/"


class LedgerForm(Form):
    """Which lines to show."""

    actor = text(lazy("Who"), required=False)
    verb = text(lazy("Did what"), required=False)
    subject = text(lazy("To what"), required=False)
    first = DateField(lazy("From"), [Optional()])
    last = DateField(lazy("To"), [Optional()])

    def narrowing(self) -> Narrowing:
        """What the fields say; one that makes no sense narrows nothing."""
        fine = {name: value for name, value in self.data.items() if not self[name].errors and value}
        return Narrowing(**fine)
