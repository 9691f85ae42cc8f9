"""Puts the rooms together into one Flask app: the only place that knows them all."""

import os
import secrets
from contextlib import suppress
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlsplit

from flask import Flask, Response, g, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter, IntegerConverter

from diaspora_commons import reactions
from diaspora_commons.accounts import sessions
from diaspora_commons.accounts import views as accounts
from diaspora_commons.assistant import api as assistant_api
from diaspora_commons.assistant import views as assistant
from diaspora_commons.courses import views as courses
from diaspora_commons.courses.certificates import views as certificates
from diaspora_commons.courses.enrolments import views as enrolments
from diaspora_commons.courses.lessons import views as lessons
from diaspora_commons.courses.quizzes import views as quizzes
from diaspora_commons.events import views as events
from diaspora_commons.home import api as home_api
from diaspora_commons.home import views as home
from diaspora_commons.initiatives import views as initiatives
from diaspora_commons.kernel import (
    answers,
    context,
    database,
    guard,
    idempotency,
    languages,
    logs,
    outbox,
    pictures,
    unit_of_work,
)
from diaspora_commons.kernel.access import public_uncached
from diaspora_commons.kernel.generations import PublicGeneration
from diaspora_commons.kernel.page_cache import PageCache
from diaspora_commons.kernel.settings import Settings, folder
from diaspora_commons.kernel.settings import settings as settings_of_process
from diaspora_commons.library import views as library
from diaspora_commons.moderation import views as moderation
from diaspora_commons.notifications import views as notifications
from diaspora_commons.organisations import views as organisations
from diaspora_commons.partnerships import views as partnerships
from diaspora_commons.search import api as search_api
from diaspora_commons.search import views as search

PAGES = (
    home,
    moderation,
    assistant,
    partnerships,
    initiatives,
    courses,
    enrolments,
    lessons,
    quizzes,
    certificates,
    library,
    events,
    organisations,
    accounts,
    notifications,
    search,
)
"""The doors that stand under a language."""
DOORS = (assistant_api, search_api, home_api)
"""Those that stand under none: for programs."""
OUTSIDE = ("/api", "/static", "/healthz", "/readyz", "/robots.txt", "/favicon.ico", "/sitemap", "/uploads")

LATE = 300
"""Seconds after which a line of the outbox that nobody does is a fault."""


class LanguageConverter(BaseConverter):
    regex = "|".join(languages.LANGUAGES)


class NumberConverter(IntegerConverter):
    """The number of a row: one that no database holds is not here, rather than a fault."""

    regex = r"\d{1,9}"


def create_app(settings: Settings | None = None) -> Flask:
    """The app on these settings, or on those of the environment."""
    settings = settings or settings_of_process()
    logs.configure(settings.log_level)
    app = Flask("diaspora_commons", template_folder=str(folder("templates")), static_folder=str(folder("static")))
    configure(app, settings)
    app.extensions["settings"] = settings
    app.extensions["engine"] = engine = database.connect(settings.database, settings.sqlite_synchronous)
    unit_of_work.init_app(app)
    idempotency.init_app(app)
    mend_addresses(app)
    speak(app, settings)
    guard.init_app(app, settings)
    sessions.init_app(app)
    context.init_app(app, settings)
    answers.init_app(app)
    reactions.init_app()
    pictures.init_app(app, settings)
    open_rooms(app)
    add_health(app)
    app.extensions["page_cache"] = app.wsgi_app = PageCache(app, PublicGeneration(engine), settings.instance)  # type: ignore[method-assign]
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def configure(app: Flask, settings: Settings) -> None:
    secure = settings.address.startswith("https:")
    hosts = {urlsplit(settings.address).hostname or "", *settings.trusted_hosts}
    if settings.is_loopback:
        hosts |= {"127.0.0.1", "localhost", "[::1]"}
    app.config.update(
        SECRET_KEY=settings.secret_key or kept_secret(settings),
        SECRET_KEY_FALLBACKS=list(settings.secret_key_fallbacks),
        SESSION_COOKIE_NAME="__Host-commons" if secure else "commons",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(days=30),
        MAX_CONTENT_LENGTH=6_000_000,
        MAX_FORM_MEMORY_SIZE=500_000,
        MAX_FORM_PARTS=500,
        TRUSTED_HOSTS=sorted(hosts - {""}),
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,
        TEMPLATES_AUTO_RELOAD=False,
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]


def kept_secret(settings: Settings) -> str:
    """The signing key of this instance, made at the first start and readable by its owner only."""
    file = settings.instance / "secret_key"
    settings.instance.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        beside = file.with_name(f"secret_key.{secrets.token_hex(4)}")
        beside.touch(mode=0o600)
        beside.write_text(secrets.token_urlsafe(48))
        with suppress(FileExistsError):
            os.link(beside, file)  # of two processes that start together, one makes it
        beside.unlink()
    return file.read_text().strip()


def mend_addresses(app: Flask) -> None:
    """An address with a slash too many, as people and programs add it, leads to the page without it."""

    @app.before_request
    def without_slash() -> ResponseReturnValue | None:
        if request.url_rule is not None or request.method not in ("GET", "HEAD") or not request.path.endswith("/"):
            return None
        path, asked = f"/{request.path.strip('/')}", request.query_string.decode("latin-1")
        adapter = app.create_url_adapter(request)
        if adapter is None or not adapter.test(path, "GET"):
            return None
        return redirect(f"{quote(path)}{'?' if asked else ''}{asked}", 308)


def speak(app: Flask, settings: Settings) -> None:
    """Every page stands under its language; a bare address leads to the reader's."""
    app.url_map.converters |= {"language": LanguageConverter, "int": NumberConverter}

    @app.before_request
    def choose_language() -> ResponseReturnValue | None:
        given = (request.view_args or {}).pop("lang", None)
        if request.path.startswith(OUTSIDE):  # what is kept by its address must not depend on more than that
            asked_for = request.args.get("lang", "")
            given = asked_for if asked_for in languages.LANGUAGES else settings.default_language
        elif given is None:
            head = request.path.split("/")[1] if "/" in request.path else ""
            given = head if head in languages.LANGUAGES else None
            if request.url_rule is not None and given is None:  # a page under no language: the reader's, or as asked
                given = request.args.get("lang")
        wished = languages.best_for(list(request.accept_languages.values()), settings.default_language)
        languages.spoken.set(given if given in languages.LANGUAGES else wished)
        is_bare = given is None and request.url_rule is None and not request.path.startswith(OUTSIDE)
        if is_bare and request.method in ("GET", "HEAD"):
            asked = request.query_string.decode("latin-1")
            response = redirect(f"/{wished}{quote(request.path.rstrip('/') or '/')}{'?' if asked else ''}{asked}")
            response.vary.add("Accept-Language")
            return response
        return None

    @app.url_defaults
    def add_language(endpoint: str, values: dict[str, Any]) -> None:
        if "lang" not in values and app.url_map.is_endpoint_expecting(endpoint, "lang"):
            values["lang"] = languages.current()

    @app.after_request
    def name_language(response: Response) -> Response:
        response.headers["Content-Language"] = languages.current()
        return response


def open_rooms(app: Flask) -> None:
    for room in PAGES:
        prefix = room.blueprint.url_prefix or ""
        app.register_blueprint(room.blueprint, url_prefix=f"/<language:lang>{prefix}")
    app.register_blueprint(certificates.door)
    for door in DOORS:
        app.register_blueprint(door.api)


def add_health(app: Flask) -> None:
    @app.get("/healthz")
    @public_uncached
    def healthz() -> ResponseReturnValue:
        """The process answers."""
        return {"status": "ok"}

    @app.get("/readyz")
    @public_uncached
    def readyz() -> ResponseReturnValue:
        """The database answers, and the outbox moves."""
        database.db.execute(text("SELECT 1"))
        waited = int(outbox.oldest_wait().total_seconds())
        is_late = waited > LATE
        said = jsonify(status="late" if is_late else "ok", oldest_outbox_line_seconds=waited)
        return said, 503 if is_late else 200

    @app.teardown_appcontext
    def forget_actor(error: BaseException | None) -> None:
        g.pop("actor", None)
