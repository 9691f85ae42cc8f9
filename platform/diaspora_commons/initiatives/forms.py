"""The shape of what authors send about an initiative."""

from collections.abc import Sequence
from typing import Any

from babel import Locale
from wtforms import BooleanField, FileField, IntegerField, SelectField, StringField, ValidationError
from wtforms.validators import NumberRange, Optional

from diaspora_commons.kernel import vocabulary
from diaspora_commons.kernel.clock import today
from diaspora_commons.kernel.forms import Address, Form, TicksField, must, prose, stripped, text
from diaspora_commons.kernel.languages import CONTENT_LANGUAGES, _, lazy
from diaspora_commons.organisations.models import Organisation

from . import queries
from .actions import Content
from .models import SUMMARY, Initiative

FIRST_YEAR = 1900
FACETS = {"heritage": "heritage", "countries": "country", "sectors": "sector", "sdgs": "sdg", "gcm": "gcm"}
"""Field → facet of the tags."""
TEXTS = ("summary", "story", "needs", "offers", "results", "image_text")
COLUMNS = ("title", "language", "activity", "start_year", "end_year", "website", *TEXTS)


def content_languages() -> list[tuple[str, str]]:
    """The languages of the pages first, then every other with a two-letter code, by name."""
    codes = {str(code) for code in Locale("en").languages}
    others = {code for code in codes if len(code) == 2} - set(CONTENT_LANGUAGES)
    named = [(code, vocabulary.language_name(code)) for code in others]
    first = [(code, vocabulary.language_name(code)) for code in CONTENT_LANGUAGES]
    return first + sorted(named, key=lambda pair: vocabulary.sort_key(pair[1]))


def year(label: Any) -> IntegerField:
    wrong = lazy("Give a year of four digits.")
    most = today().year + 30
    return IntegerField(label, [Optional(), NumberRange(FIRST_YEAR, most, message=wrong)])


class BeginForm(Form):
    """All that a draft needs."""

    organisation = SelectField(lazy("In the name of"), [must()])
    title = text(lazy("Title"))
    language = SelectField(lazy("Language you write in"), [must()])

    def offer(self, organisations: Sequence[Organisation]) -> None:
        self.organisation.choices = [(o.slug, o.name) for o in organisations]
        self.language.choices = content_languages()


class InitiativeForm(Form):
    """Everything that a reader may want to know; only the title is needed to save a draft."""

    title = text(lazy("Title"))
    language = SelectField(lazy("Language you write in"), [must()])
    summary = prose(lazy("Summary"), SUMMARY[1], required=False)
    story = prose(lazy("Story"), 20_000, required=False)
    partners = prose(lazy("Partner organisations"), 3000, required=False)
    heritage = TicksField(lazy("Countries of heritage"))
    countries = TicksField(lazy("Countries of implementation"))
    sectors = TicksField(lazy("Sectors"))
    sdgs = TicksField(lazy("Sustainable Development Goals"))
    gcm = TicksField(lazy("Objectives of the Global Compact for Migration"))
    activity = SelectField(lazy("Is it going on?"), [Optional()])
    start_year = year(lazy("First year"))
    end_year = year(lazy("Last year"))
    needs = prose(lazy("What you need"), 3000, required=False)
    offers = prose(lazy("What you offer"), 3000, required=False)
    results = prose(lazy("Results, with links to evidence"), 10_000, required=False)
    website = StringField(lazy("Website"), [Optional(), Address()])
    image = FileField(lazy("Picture"))
    image_text = text(lazy("The picture in words"), 300, required=False)
    without_image = BooleanField(lazy("Remove the picture"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named: list[Organisation] = []
        self.language.choices = content_languages()
        self.activity.choices = [("", _("Not stated")), *unsorted("activities")]
        self.heritage.choices = self.countries.choices = vocabulary.countries()
        self.sectors.choices = vocabulary.choices("sectors")
        self.sdgs.choices = vocabulary.choices("sdgs")
        self.gcm.choices = vocabulary.choices("gcm_objectives")

    @classmethod
    def of(cls, initiative: Initiative, partners: list[Organisation]) -> "InitiativeForm":
        """The form as the initiative fills it."""
        facts: dict[str, Any] = {name: getattr(initiative, name) for name in COLUMNS}
        facts |= {field: initiative.tagged(facet) for field, facet in FACETS.items()}
        return cls(data={**facts, "partners": "\n".join(o.name for o in partners)})

    def validate_partners(self, field: Any) -> None:
        """Each line must name one organisation that is here."""
        self.named, unknown = queries.named(stripped(field.data) or "")
        if unknown:
            sentence = _(
                "We know no organisation, or more than one, named: %(names)s. Give the address of its page here.",
                names="; ".join(unknown),
            )
            raise ValidationError(sentence)

    def validate_end_year(self, field: Any) -> None:
        if field.data and self.start_year.data and field.data < self.start_year.data:
            raise ValidationError(_("The last year is before the first."))

    def content(self, initiative: Initiative, image: str | None) -> Content:
        """What is to be kept; `image` is the name of a new picture."""
        columns = {name: self[name].data for name in COLUMNS}
        columns |= {name: columns[name] or None for name in ("activity", "website")}
        columns |= {
            name: columns[name] or "" for name in ("summary", "story", "needs", "offers", "results", "image_text")
        }
        columns["image"] = image or (None if self.without_image.data else initiative.image)
        if columns["image"] is None:
            columns["image_text"] = ""
        tags = {facet: list(self[field].data or []) for field, facet in FACETS.items()}
        return Content(columns, tags, [o for o in self.named if o.id != initiative.organisation_id])


def unsorted(name: str) -> list[tuple[str, str]]:
    """The terms in the order of their own: from not begun to given up."""
    return [(id, vocabulary.label(name, id)) for id in vocabulary.terms(name)]
