"""The shape of a wish."""

from wtforms import StringField

from diaspora_commons.kernel.forms import Form, prose, text
from diaspora_commons.kernel.languages import lazy


class WishForm(Form):
    """What was searched for, and what it was meant to find."""

    asked = text(lazy("Your search"), 200, required=False)
    said = prose(lazy("What did you hope to find?"), 1000)
    homepage = StringField(lazy("Leave this field empty"))
    """A trap: people do not see it, programs fill it in."""
