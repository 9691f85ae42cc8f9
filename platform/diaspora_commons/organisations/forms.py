"""What people send about organisations."""

from dataclasses import fields
from typing import Any

from wtforms import BooleanField, EmailField, FileField, IntegerField, RadioField, SelectField, ValidationError
from wtforms.validators import NumberRange, Optional

from diaspora_commons.accounts.forms import AnAddress
from diaspora_commons.kernel import clock, languages, vocabulary
from diaspora_commons.kernel.forms import Address, Form, TicksField, must, prose, text
from diaspora_commons.kernel.languages import _, lazy

from .models import MemberRole, Organisation
from .profile import TAGS, Profile

OTHER_SCRIPTS = ("am", "bn", "fa", "hi", "hy", "ka", "ps", "ru", "so", "ti", "tr", "uk", "ur", "zh")
"""Languages of names that a voice or a typeface gets wrong when they are not marked."""


def emptied(value: Any) -> Any:
    """Nothing, rather than an empty text."""
    return value or None


def yes_no(value: Any) -> bool | None:
    return {"yes": True, "no": False}.get(value) if isinstance(value, str) else value


def content_languages() -> list[tuple[str, str]]:
    return [(code, vocabulary.language_name(code)) for code in languages.CONTENT_LANGUAGES]


class ProfileForm(Form):
    """The profile of an organisation."""

    name = text(lazy("Name"), description=lazy("As its people write it, in any script."))
    name_language = SelectField(lazy("Language of the name"), [Optional()], choices=lambda: name_languages())
    acronym = text(lazy("Acronym"), most=40, required=False)
    kind = SelectField(lazy("Kind"), [must()], choices=lambda: pick("organisation_kinds"))
    is_incorporated = RadioField(
        lazy("Is it registered somewhere?"),
        [Optional()],
        choices=lambda: [("yes", _("Yes")), ("no", _("No, it is an informal group"))],
        description=lazy("Informal groups are welcome on equal terms."),
    )
    city = text(lazy("City"), most=100, required=False)
    country = SelectField(lazy("Country of residence"), [must()], choices=lambda: pick_country())
    founded = IntegerField(lazy("Founded in"), [Optional(), NumberRange(1000, 9999)])
    website = text(lazy("Website"), most=500, required=False)
    description = prose(
        lazy("Description"), most=3000,
        description=lazy("What it does, for whom and where. Two or three sentences are enough."),
    )  # fmt: skip
    description_language = SelectField(lazy("Language of the description"), [must()], choices=content_languages)
    offering = prose(lazy("What it offers to partners"), most=1500, required=False)
    looking_for = prose(lazy("What it is looking for"), most=1500, required=False)
    heritage = TicksField(lazy("Countries of heritage"), choices=vocabulary.countries)
    active = TicksField(lazy("Countries where it is active"), choices=vocabulary.countries)
    languages = TicksField(lazy("Working languages"), choices=vocabulary.spoken_languages)
    sectors = TicksField(lazy("Sectors"), choices=lambda: vocabulary.choices("sectors"))
    is_another = BooleanField(lazy("None of these is ours: create a new profile"))

    def validate_website(self, field: Any) -> None:
        Address()(self, field)

    def validate_founded(self, field: Any) -> None:
        if field.data and field.data > clock.today().year:
            raise ValidationError(_("This year is still to come."))

    def profile(self) -> Profile:
        """What was sent, as the verbs take it."""
        facts = {name: value for name, value in self.data.items() if name != "is_another"}
        for name in ("acronym", "website", "city", "country", "founded"):
            facts[name] = emptied(facts[name])
        for name in ("name_language", "offering", "looking_for"):
            facts[name] = facts[name] or ""
        facts["is_incorporated"] = yes_no(facts["is_incorporated"])
        return Profile(**facts)

    @classmethod
    def of(cls, organisation: Organisation) -> "ProfileForm":
        """The form as the profile is now."""
        facts = {f.name: getattr(organisation, f.name) for f in fields(Profile) if f.name not in TAGS}
        facts |= {name: organisation.tagged(facet) for name, facet in TAGS.items()}
        facts["is_incorporated"] = {True: "yes", False: "no", None: None}[organisation.is_incorporated]
        return cls(data=facts)


def pick(name: str) -> list[tuple[str, str]]:
    return [("", _("Please choose")), *vocabulary.choices(name)]


def pick_country() -> list[tuple[str, str]]:
    return [("", _("Please choose")), *vocabulary.countries()]


def name_languages() -> list[tuple[str, str]]:
    codes = (*languages.CONTENT_LANGUAGES, *OTHER_SCRIPTS)
    named = sorted(((c, vocabulary.language_name(c)) for c in codes), key=lambda pair: vocabulary.sort_key(pair[1]))
    return [("", _("Several, or none")), *named]


class InvitationForm(Form):
    """Whom to ask into the team, and as what."""

    email = EmailField(lazy("E-mail address"), [must(), AnAddress()])
    role = RadioField(lazy("Role"), [must()], choices=lambda: roles(), default=MemberRole.EDITOR.value)


class RoleForm(Form):
    """What a member is from now on."""

    role = SelectField(lazy("Role"), [must()], choices=lambda: roles())


class LogoForm(Form):
    """A picture beside the name."""

    image = FileField(lazy("Logo"), [must()], description=lazy("JPEG, PNG, WebP or GIF, up to 5 MB."))


class ClaimForm(Form):
    """How we can tell that somebody speaks for an organisation."""

    evidence = prose(
        lazy("How can we tell that you speak for it?"), most=3000,
        description=lazy("For instance a page of its website that names you, its register entry, or a person to ask."),
    )  # fmt: skip


def roles() -> list[tuple[str, str]]:
    return [
        ("owner", _("Owner: edits everything and looks after the team")),
        ("editor", _("Editor: writes the profile and the initiatives")),
        ("reader", _("Reader: sees drafts, changes nothing")),
    ]
