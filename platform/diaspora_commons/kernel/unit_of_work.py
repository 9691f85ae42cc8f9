"""One request, one transaction.

A request that may change things (POST, PUT, PATCH, DELETE) takes the write lock with its first statement and is
committed once, after the view has answered with success. Anything else is rolled back: reading never writes,
refusing never writes.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, Response, g, request

from . import ledger
from .database import db, writes

SAFE = {"GET", "HEAD", "OPTIONS"}


def commit() -> None:
    """Seal the ledger's lines and commit. The only commit there is."""
    ledger.write_down()
    db.commit()


def abandon() -> None:
    ledger.forget()
    db.rollback()


@contextmanager
def writing() -> Iterator[None]:
    """A unit of work outside a request: the worker, the command line, the first fill."""
    token = writes.set(True)
    try:
        yield
        commit()
    except BaseException:
        abandon()
        raise
    finally:
        writes.reset(token)


def init_app(app: Flask) -> None:
    @app.before_request
    def open_books() -> None:
        writes.set(request.method not in SAFE)

    @app.after_request
    def close_books(response: Response) -> Response:
        if request.method not in SAFE and response.status_code < 400 and not g.get("answered_before"):
            commit()
        else:
            abandon()
        return response

    @app.teardown_request
    def leave(error: BaseException | None) -> None:
        writes.set(False)
        db.remove()
