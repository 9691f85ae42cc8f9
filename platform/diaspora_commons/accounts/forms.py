"""What people send about their account."""

import re
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from wtforms import BooleanField, EmailField, HiddenField, PasswordField, SelectField, ValidationError
from wtforms.validators import Length

from diaspora_commons.kernel.forms import Form, at_most, must, text
from diaspora_commons.kernel.languages import LANGUAGES, _, lazy

from . import passwords

LONGEST_ADDRESS = 200
ADDRESS = re.compile(r"[^@\s<>\"(),;:\\\[\]]{1,64}@[^@\s<>\"(),;:\\\[\]./]+(\.[^@\s<>\"(),;:\\\[\]./]+)+")
AREAS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


def address_fits(email: str) -> bool:
    """Whether a letter could be sent there. Whether it arrives, only a letter can tell."""
    return len(email) <= LONGEST_ADDRESS and email.isprintable() and ADDRESS.fullmatch(email.strip()) is not None


class AnAddress:
    def __call__(self, form: Any, field: Any) -> None:
        if not address_fits(field.data or ""):
            raise ValidationError(_("Give an e-mail address, such as name@example.org."))


class AGoodPassword:
    """Good enough for a new password. `email` is told by the form."""

    def __call__(self, form: Any, field: Any) -> None:
        problem = passwords.problem_with(field.data or "", form.whose_address())
        if problem:
            raise ValidationError(problem)


@cache
def zones() -> list[tuple[str, str]]:
    """Time zones by area and city, as the IANA names them."""
    cities = sorted(name for name in available_timezones() if name.startswith(AREAS))
    return [("UTC", "UTC"), *((name, name.replace("_", " ").replace("/", " / ")) for name in cities)]


def email_field(label: Any = None) -> Any:
    return EmailField(label or lazy("E-mail address"), [must(), AnAddress()])


def password_field(label: Any = None) -> Any:
    """One that exists already: nothing is said about how good it is."""
    return PasswordField(label or lazy("Password"), [must(), Length(max=2000)])


def new_password_field(label: Any = None) -> Any:
    return PasswordField(label or lazy("Password"), [must(), AGoodPassword()])


class RegisterForm(Form):
    name = text(lazy("Your name"), 100)
    email = email_field()
    password = new_password_field()
    next = HiddenField()

    def whose_address(self) -> str:
        return str(self.email.data or "")


class SignInForm(Form):
    email = email_field()
    password = password_field()
    keep = BooleanField(lazy("Keep me signed in on this device for 30 days"))
    next = HiddenField()


class AddressForm(Form):
    """Only an address: where the letter with a link is to go."""

    email = email_field()


class PasswordForm(Form):
    """Only the password, to prove that it is oneself."""

    password = password_field()


class NewPasswordForm(Form):
    password = new_password_field(lazy("New password"))

    def __init__(self, *args: Any, email: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        self.email = email

    def whose_address(self) -> str:
        return self.email


class ChangePasswordForm(NewPasswordForm):
    current = password_field(lazy("Current password"))


class ChangeAddressForm(Form):
    email = email_field(lazy("New e-mail address"))
    password = password_field(lazy("Current password"))


class AccountForm(Form):
    name = text(lazy("Your name"), 100)
    language = SelectField(lazy("Language of letters to you"), [must()], choices=list(LANGUAGES.items()))
    zone = SelectField(lazy("Time zone"), [must(), at_most(100)], choices=zones)
