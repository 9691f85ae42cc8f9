"""Every way in which a request can go wrong, and the page (or JSON, below /api) that says so kindly."""

import errno
from typing import Any

import structlog
from flask import Flask, Response, g, jsonify, make_response, render_template, request
from sqlalchemy.exc import DataError, NoResultFound, OperationalError, StatementError
from werkzeug.exceptions import HTTPException, SecurityError

from . import errors
from .languages import _
from .permissions import VISITOR
from .unit_of_work import abandon

log = structlog.get_logger()
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def title_of(status: int) -> str:
    titles = {
        400: _("We did not understand that"),
        403: _("You may not do that"),
        404: _("Not found"),
        405: _("This cannot be done here"),
        409: _("Not now"),
        413: _("That is too large"),
        422: _("Something needs correcting"),
        429: _("A short pause, please"),
        503: _("Busy at the moment"),
        507: _("The disk is full"),
    }
    return titles.get(status, _("Something went wrong"))


def text_of(status: int) -> str:
    texts = {
        400: _("The request was incomplete or garbled. Go back, reload the page and try again."),
        404: _("There is nothing at this address, or it is not public. Try the search, or begin at the front page."),
        405: _("This address does not take this kind of request. Go back and use the button on the page."),
        413: _("What you sent is larger than we accept. Send a smaller file or a shorter text."),
        503: _("The site is very busy. Nothing was changed. Please try again in a few seconds."),
        507: _("Nothing was changed, because there is no room left to save it. Please tell the team."),
    }
    return texts.get(
        status,
        _("We have noted the error. Nothing was changed. Please try again, or tell the team if it happens again."),
    )


def say_no(status: int, text: object = "", headers: dict[str, str] | None = None, **more: Any) -> Response:
    sentence = str(text) or text_of(status)
    if request.path.startswith("/api/"):
        response = jsonify({"error": {"status": status, "title": title_of(status), "message": sentence, **more}})
        response.status_code = status
    else:
        response = make_response(
            render_template("errors/error.html", title=title_of(status), text=sentence, status=status), status
        )
    response.headers.update(headers or {})
    return response


def init_app(app: Flask) -> None:
    @app.errorhandler(errors.Answerable)
    def answerable(error: errors.Answerable) -> Response:
        abandon()
        headers = {"Retry-After": str(error.seconds)} if isinstance(error, errors.TooMany) else {}
        return say_no(error.status, error.message, headers)

    @app.errorhandler(NoResultFound)
    def not_here(error: NoResultFound) -> Response:
        return say_no(404)

    @app.errorhandler(SecurityError)
    def not_our_host(error: SecurityError) -> Response:
        """A foreign Host: no address of ours can be told, so there is no page."""
        return Response("This site is not known by that name.\n", 400, mimetype="text/plain")

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Response:
        if error.code and 300 <= error.code < 400:
            return error.get_response()  # type: ignore[return-value]
        first = getattr(error, "original_exception", None)
        if first is not None:  # raised after the view, by the commit above all
            return app.make_response(app.handle_user_exception(first))
        kept = {k: v for k, v in error.get_headers() if k in ("Allow", "Retry-After")}
        return say_no(error.code or 500, headers=kept)

    @app.errorhandler(OperationalError)
    def database_away(error: OperationalError) -> Response:
        abandon()
        log.error("database", error=str(error.orig))
        g.actor = VISITOR
        full = "full" in str(error.orig)
        return say_no(507 if full else 503, headers={"Retry-After": "5"})

    @app.errorhandler(OSError)
    def no_room(error: OSError) -> Response:
        """A file that could not be written."""
        if error.errno not in NO_ROOM:
            return fault(error)
        abandon()
        log.error("disk", error=repr(error))
        g.actor = VISITOR
        return say_no(507, headers={"Retry-After": "5"})

    @app.errorhandler(StatementError)
    def unstorable(error: StatementError) -> Response:
        """A character or number that the database cannot keep: the sender's to mend."""
        abandon()
        if isinstance(error, DataError) or isinstance(error.orig, (ValueError, OverflowError, UnicodeError)):
            return say_no(400)
        log.error("statement", exc_info=error)
        return say_no(500)

    @app.errorhandler(Exception)
    def fault(error: Exception) -> Response:
        abandon()
        if app.testing:
            raise error
        g.actor = VISITOR
        rule = request.url_rule.rule if request.url_rule else ""  # never the path: it may hold a token from a letter
        log.error("fault", rule=rule, exc_info=error)
        return say_no(500)
