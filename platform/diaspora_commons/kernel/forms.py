"""Forms: the shape of what people send. The rule decides, and the database guarantees; a form only reads."""

from typing import Any
from urllib.parse import urlsplit

from wtforms import Form as WTForm
from wtforms import SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.i18n import get_translations
from wtforms.validators import InputRequired, Length, Optional, StopValidation
from wtforms.widgets import CheckboxInput, ListWidget

from . import languages
from .languages import _

LONGEST_ADDRESS = 500
"""A longer one is not even taken apart."""


def stripped(text: str | None) -> str | None:
    """Without blanks around it, and with the line ends that everybody else uses."""
    return text.strip().replace("\r\n", "\n").replace("\x00", "") if isinstance(text, str) else text


class Form(WTForm):
    """A form that speaks the reader's language and trims what it is given."""

    class Meta:
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            kind = unbound_field.field_class
            if issubclass(kind, StringField) and kind.__name__ != "PasswordField":
                options["filters"] = [*unbound_field.kwargs.get("filters", ()), stripped]
            if unbound_field.kwargs.get("choices"):
                options["choices"] = by_value(unbound_field.kwargs["choices"])
            return unbound_field.bind(form=form, **options)

        def get_translations(self, form: Any) -> Any:
            return get_translations([languages.current()])


def by_value(choices: Any) -> Any:
    """Pairs of value and label as the dictionary that WTForms goes on taking; pairs are to go."""
    return (lambda: dict(choices())) if callable(choices) else dict(choices)


class TicksField(SelectMultipleField):
    """Several of a list, as ticks: works by touch and by keyboard, unlike a multiple select."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def text(label: Any, most: int = 200, required: bool = True, **more: Any) -> Any:
    """One line of text."""
    return StringField(label, validators=[must() if required else Optional(), at_most(most)], **more)


def prose(label: Any, most: int = 5000, required: bool = True, **more: Any) -> Any:
    """Several lines of text."""
    return TextAreaField(label, [must() if required else Optional(), at_most(most)], **more)


class Filled(InputRequired):
    """Something was sent, and it is more than blanks."""

    def __call__(self, form: Any, field: Any) -> None:
        if isinstance(field.data, str) and not field.data.strip():
            field.errors[:] = []
            raise StopValidation(self.message or "")
        super().__call__(form, field)


def must() -> InputRequired:
    return Filled(languages.lazy("Please fill this in."))


class Below(Length):
    """Not too long. What is, is read no further: a check that is quick on a line takes hours on a novel."""

    def __call__(self, form: Any, field: Any) -> None:
        try:
            super().__call__(form, field)
        except ValidationError as error:
            raise StopValidation(str(error)) from error


def at_most(most: int) -> Length:
    return Below(max=most, message=languages.lazy("Keep this below %(max)s characters.", max=most))


class Address:
    """A web address that a reader can be sent to: http or https, nothing else."""

    def __call__(self, form: Any, field: Any) -> None:
        if not field.data:
            return
        try:
            parts = urlsplit(field.data if len(field.data) <= LONGEST_ADDRESS else "")
            fine = (
                parts.scheme in ("http", "https")
                and "." in (parts.hostname or "")
                and not set(field.data) & set(" <>\"'\\")
            )
        except ValueError:
            fine = False
        if not fine:
            raise ValidationError(_("Give the whole address of a web page, such as https://example.org."))
