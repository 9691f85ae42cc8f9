"""`commons search`: make the index anew, or compare it with the database."""

import click

from diaspora_commons.kernel import unit_of_work

from . import engine
from .documents import all_documents


@click.group("search")
def search_commands() -> None:
    """The search index."""


@search_commands.command()
def rebuild() -> None:
    """Make the index anew from the database, beside the one in use, then swap."""
    total = sum(1 for _ in all_documents())
    with click.progressbar(length=total, label="Indexing") as bar:
        found = engine.catch_up(lambda done: bar.update(done - bar.pos))
    click.echo(f"{found} documents can be found.")


@search_commands.command()
def check() -> None:
    """Compare the index with the database; what differs is posted for the worker."""
    with unit_of_work.writing():
        different = engine.check()
    for key in different[:20]:
        click.echo(key)
    click.echo(f"{len(different)} documents differ." if different else "Index and database agree.")
    raise SystemExit(1 if different else 0)
