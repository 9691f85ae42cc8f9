"""The shape of what a holder sends about the name."""

from diaspora_commons.kernel.forms import Form, text
from diaspora_commons.kernel.languages import lazy

from .actions import LONGEST_NAME


class NameForm(Form):
    """The name as it shall be printed."""

    name = text(lazy("Name on the certificate"), LONGEST_NAME)
