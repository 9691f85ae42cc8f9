"""The shape of a partnership request."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from wtforms import DateField, SelectField, ValidationError
from wtforms.validators import Optional

from diaspora_commons.kernel import vocabulary
from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.forms import Form, TicksField, must, prose, text
from diaspora_commons.kernel.languages import _, lazy
from diaspora_commons.organisations.models import Organisation

from .actions import Content
from .models import Partnership

TEXTS = ("purpose", "offer", "need", "message")
FIELDS = (*TEXTS, "starts", "ends", "countries")
NEEDED = ("purpose", "offer", "need")
FARTHEST = timedelta(days=3653)


class RequestForm(Form):
    """What is asked; a draft may lack all of it."""

    purpose = text(lazy("Purpose, in one sentence"), required=False)
    offer = prose(lazy("What we offer"), required=False)
    need = prose(lazy("What we need"), required=False)
    starts = DateField(lazy("From"), [Optional()])
    ends = DateField(lazy("Until"), [Optional()])
    countries = TicksField(lazy("Countries of implementation"))
    message = prose(lazy("A message to them"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.countries.choices = vocabulary.countries()
        for name in NEEDED:
            self[name].flags.needed_later = True  # a draft may lack them, what is sent may not

    @classmethod
    def of(cls, partnership: Partnership) -> "RequestForm":
        """The form as the draft fills it."""
        return cls(data={name: getattr(partnership, name) for name in FIELDS})

    def validate_starts(self, field: Any) -> None:
        refuse_far(field.data)

    def validate_ends(self, field: Any) -> None:
        refuse_far(field.data)
        if field.data and self.starts.data and field.data < self.starts.data:
            raise ValidationError(_("The period ends before it begins."))

    def written(self) -> str:
        """What was typed, as one text: for when the form that it was typed into is no longer there."""
        fields = [self[name] for name in TEXTS]
        return "\n\n".join(f"{field.label.text}\n{field.data}" for field in fields if field.data)

    def content(self) -> Content:
        """What is to be kept."""
        said = {name: self[name].data or "" for name in TEXTS}
        return Content(**said, starts=self.starts.data, ends=self.ends.data, countries=list(self.countries.data or []))


class NewForm(RequestForm):
    """The same, with the organisation in whose name it is written."""

    sender = SelectField(lazy("In the name of"), [must()])

    def offer_senders(self, organisations: Sequence[Organisation]) -> None:
        self.sender.choices = [(o.slug, o.name) for o in organisations]


def refuse_far(day: date | None) -> None:
    """A slip of the pen in a year is met here, not in the other side's calendar."""
    if day is not None and not today() - FARTHEST <= day <= today() + FARTHEST:
        raise ValidationError(_("Give a day within ten years of today."))
