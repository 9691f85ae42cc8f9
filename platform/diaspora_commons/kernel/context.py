"""What every template may use: the actor, the languages, dates and labels in the reader's language."""

from datetime import date, datetime
from functools import cache
from hashlib import blake2b
from secrets import token_urlsafe
from typing import Any
from zoneinfo import ZoneInfo

from babel import dates, numbers
from flask import Flask, g, get_flashed_messages, request, session
from markupsafe import Markup

from . import drawing, languages, vocabulary
from .access import actor
from .clock import now
from .guard import csrf_token
from .idempotency import FIELD
from .listing import value_label
from .permissions import may
from .prose import markdown, plain
from .settings import Settings, folder


def init_app(app: Flask, settings: Settings) -> None:
    env = app.jinja_env
    drawing.init_app(app)
    env.trim_blocks = env.lstrip_blocks = True
    env.filters.update(markdown=markdown, plain=plain)
    env.globals.update(
        label=vocabulary.label,
        country=vocabulary.country,
        language_name=vocabulary.language_name,
        value_label=value_label,
        date=show_date,
        datetime=show_moment,
        ago=ago,
        number=number,
        static=static,
        keys=keys,
        site_name=settings.site_name,
        site_address=settings.address,
        direction_of=languages.direction,
        now=now,
    )

    @app.context_processor
    def facts() -> dict[str, Any]:
        asks = actor()
        return {
            "lang": languages.current(),
            "direction": languages.direction(),
            "actor": asks,
            "may": lambda name, subject=None: may(asks, name, subject),
            "language_choices": language_choices(),
            "asked": request.args.get("q", "")[:300],
            "notices": notices,
            "is_shared": g.get("is_shared", False),
        }


def notices() -> list[str]:
    """Flashed sentences; asked only where a session exists, so that no visitor is given a cookie."""
    return [str(said) for said in get_flashed_messages()] if session else []


def language_choices() -> list[tuple[str, str, str]]:
    """(code, own name, address of this very page in that language)."""
    place = request.path
    if request.url_rule is not None and "lang" not in request.url_rule.arguments:
        return [(code, name, f"{place}?lang={code}") for code, name in languages.LANGUAGES.items()]
    here = f"/{languages.current()}"
    rest = place[len(here) :] if place == here or place.startswith(here + "/") else "/"
    query = (
        f"?{request.query_string.decode('utf-8', 'replace')}"
        if request.query_string and request.method == "GET"
        else ""
    )
    return [(code, name, f"/{code}{rest or '/'}{query}") for code, name in languages.LANGUAGES.items()]


@cache
def static_version(path: str) -> str:
    return blake2b((folder("static") / path).read_bytes(), digest_size=6).hexdigest()


def static(path: str) -> str:
    """The address of a static file, with the hash of what is in it, so that it can be kept for ever."""
    return f"/static/{path}?v={static_version(path)}"


def keys(once: bool = True) -> Markup:
    """The hidden fields of every form: its idempotency key, and the session's token where there is one.

    Forms that sign somebody in are sent with `once=False`: an answer from memory would lack the cookie.
    """
    if g.get("is_shared"):
        raise AssertionError("a page that is the same for everybody has no form that posts: mark its route otherwise")
    fields = [(FIELD, token_urlsafe(16))] if once else []
    if actor().is_authenticated or session:
        fields.append(("csrf_token", csrf_token()))
    return Markup("").join(
        Markup('<input type="hidden" name="{}" value="{}">').format(name, value) for name, value in fields
    )


def show_date(value: date | datetime | None, style: str = "long", zone: str | None = None) -> str:
    """The day; of a moment, as the calendar in `zone` has it."""
    if zone is not None and isinstance(value, datetime):
        value = value.astimezone(ZoneInfo(zone))
    return dates.format_date(value, style, locale=languages.locale()) if value else ""


def show_moment(value: datetime | None, zone: str = "UTC", style: str = "long") -> str:
    """Date and time in a zone, which is named."""
    if value is None:
        return ""
    here = value.astimezone(ZoneInfo(zone))
    day = dates.format_date(here, style, locale=languages.locale())
    time = dates.format_time(here, "short", locale=languages.locale())
    return f"{day}, {time} {zone if zone == 'UTC' else here.tzname()}"


def ago(value: datetime | None) -> str:
    return dates.format_timedelta(value - now(), add_direction=True, locale=languages.locale()) if value else ""


def number(value: float) -> str:
    """The number as the reader's language groups it; small whole ones look alike in all of ours."""
    if isinstance(value, int) and 0 <= value < 1000:
        return str(value)
    return numbers.format_decimal(value, locale=languages.locale())
