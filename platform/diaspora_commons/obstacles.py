"""What stands in the way of a command, in a sentence that says what would help."""

import os
import socket
from typing import Any

import click
from pydantic import ValidationError
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from diaspora_commons import history
from diaspora_commons.assistant import encoder
from diaspora_commons.kernel import database
from diaspora_commons.kernel.settings import Settings, settings


class Commands(click.Group):
    """Commands that say what is wrong with the settings, a folder or the database, instead of a traceback."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except (ValidationError, OSError, DBAPIError, ArgumentError, NoSuchModuleError, ImportError) as error:
            sentence = sentence_for(error)
            if sentence is None:
                raise
            raise click.ClickException(sentence) from error


def sentence_for(error: Exception) -> str | None:
    """What to say of an error that the operator can mend; None when it is a fault of ours."""
    if isinstance(error, ValidationError):
        return "\n".join(f"COMMONS_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}." for e in error.errors())
    if isinstance(error, DBAPIError):
        said = str(error.orig).strip().partition("\n")[0]
        return f"The database says: {said}. Look at COMMONS_DATABASE_URL; a new database is made by: commons db upgrade"
    if isinstance(error, (ArgumentError, NoSuchModuleError)):
        return f"COMMONS_DATABASE_URL is no address of a database that we know: {error}"
    if isinstance(error, encoder.NotInstalledError):
        return str(error)
    if isinstance(error, ImportError):
        return "For PostgreSQL, install diaspora-commons[postgres]." if error.name == "psycopg" else None
    if isinstance(error, OSError) and error.filename:
        return (
            f"{error.filename}: {error.strerror}. Look at COMMONS_INSTANCE and COMMONS_SEARCH_INDEX: they must be"
            " folders that can be written to."
        )
    return None


def look_at_folder(chosen: Settings) -> None:
    """Raise OSError unless the instance can be written to."""
    chosen.instance.mkdir(parents=True, exist_ok=True)
    if not os.access(chosen.instance, os.W_OK | os.X_OK):
        raise PermissionError(13, "Permission denied", str(chosen.instance))


def look_at_extras(chosen: Settings) -> None:
    """What is switched on must be there: to start without it would be to do less than was asked for."""
    encoder.look(chosen.assistant_semantic)


def look_at_port(chosen: Settings) -> None:
    """The web processes share their port, so they would also share it with another server's: each would be given
    some of the requests, and nobody would be told."""
    try:
        family, kind, *_rest, address = socket.getaddrinfo(chosen.host, chosen.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        raise click.ClickException(
            f"Nobody can listen at {chosen.host}, port {chosen.port}: {error.strerror}."
            " Is it running already? Otherwise set COMMONS_HOST or COMMONS_PORT."
        ) from error


def look_at_database() -> None:
    """A database that was never made, or is older than the code, is not served."""
    engine = database.connect(settings().database, settings().sqlite_synchronous)
    try:
        at = history.current(engine)
        is_behind = at is None or (at != history.head() and history.is_known(at))
    finally:
        engine.dispose()
    if is_behind:
        raise click.ClickException(f"The database is at {at}, not at {history.head()}. Run first: commons db upgrade")
