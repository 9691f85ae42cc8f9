"""The `commons` command: start, serve and look after a site."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from functools import cache, wraps
from time import perf_counter
from typing import Any

import click
from flask import Flask

from diaspora_commons import history, obstacles
from diaspora_commons.accounts.cli import user_commands
from diaspora_commons.assistant.cli import assistant_commands
from diaspora_commons.demo import load as demo_load
from diaspora_commons.doctor import examine
from diaspora_commons.kernel import demo, logs
from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.settings import settings
from diaspora_commons.search import engine as search
from diaspora_commons.search.cli import search_commands
from diaspora_commons.web import create_app


@cache
def app() -> Flask:
    return create_app()


def within_app(act: Callable[..., Any]) -> Callable[..., Any]:
    """Run a command with the app's context, and leave no session behind."""

    @wraps(act)
    def inside(*args: Any, **kwargs: Any) -> Any:
        with app().app_context():
            try:
                return act(*args, **kwargs)
            finally:
                db.remove()

    return inside


@contextmanager
def step(sentence: str) -> Iterator[None]:
    """A line that says what is being done, and how long it took."""
    click.echo(f"  {sentence} … ", nl=False)
    began = perf_counter()
    yield
    click.echo(f"{perf_counter() - began:.1f} s")


NO_DEMO = click.option("--no-demo", is_flag=True, help="Begin empty, without the demonstration content and sign-ins.")


@click.group(cls=obstacles.Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Run and look after a Diaspora Commons."""


@main.command()
@NO_DEMO
def start(no_demo: bool) -> None:
    """Prepare the site if need be, then serve it: all that a first run needs."""
    obstacles.look_at_folder(settings())
    obstacles.look_at_port(settings())
    obstacles.look_at_extras(settings())
    click.echo("Diaspora Commons")
    command = [sys.executable, "-m", "diaspora_commons.cli", "prepare", "--to-be-served"]
    made = subprocess.run([*command, *(["--no-demo"] if no_demo else [])], check=False)  # noqa: S603  of its own, whose memory the web need not carry
    if made.returncode:
        sys.exit(made.returncode)
    become("server", "--greet")


@main.command()
@NO_DEMO
@click.option("--to-be-served", is_flag=True, hidden=True, help="Leave it to the server to show the address.")
@within_app
def prepare(no_demo: bool, to_be_served: bool) -> None:
    """Make or update the database, fill a new one with the content, build the index, and show the address."""
    logs.configure("warning")  # the steps speak for themselves
    engine = app().extensions["engine"]
    is_new = history.current(engine) is None
    is_older = not is_new and history.current(engine) != history.head()
    with step("Making the database" if is_new else "Checking the database"):
        history.upgrade(engine)
    if not no_demo if is_new else wants_content(is_older):
        with step("Filling in the real content and the demonstration"):
            demo_load.load()
    if not search.is_ready():
        with step("Building the search index"):
            search.catch_up()
    if to_be_served:
        settings().greeting.write_text(greeting(), encoding="utf-8")
    else:
        click.echo(greeting())


def wants_content(is_older: bool) -> bool:
    """Whether the cast was loaded once, and there is something new of it, or its examples are past."""
    try:
        return demo.was_loaded() if is_older else demo_load.is_due()
    finally:
        db.remove()


def greeting() -> str:
    """Where the site is, and who can sign in; shown when somebody who goes there is answered."""
    lines = ["", f"  Open {settings().address}", ""]
    if demo.is_on():
        lines.append("  Sign in as one of the cast; the password is always the same:")
        for name, address, password, what in demo_load.sign_ins():
            lines.append(f"    {name:<9} {address:<24} {password:<20} {what}")
        lines += ["", f"  Letters go to {settings().address}/en/demo/letters. Stop with Ctrl-C.", ""]
    return "\n".join(lines)


@main.command()
def serve() -> None:
    """Serve the site: the web processes and one worker."""
    obstacles.look_at_folder(settings())
    obstacles.look_at_port(settings())
    obstacles.look_at_extras(settings())
    obstacles.look_at_database()
    become("server")


@main.command(name="worker")
def work() -> None:
    """The worker alone, for when the web runs elsewhere."""
    obstacles.look_at_folder(settings())
    obstacles.look_at_database()
    become("worker")


def become(program: str, *words: str) -> None:
    """Turn this process into another of our programs, which needs none of what the command line has loaded."""
    sys.stdout.flush()
    os.environ.setdefault("MALLOC_ARENA_MAX", "1")  # read at the start: threads that share memory give more of it back
    os.execv(sys.executable, [sys.executable, "-m", f"diaspora_commons.{program}", *words])  # noqa: S606


@main.group(name="db")
def database() -> None:
    """The database and its history."""


@database.command()
@within_app
def upgrade() -> None:
    """Bring the database up to date."""
    history.upgrade(app().extensions["engine"])
    click.echo(f"The database is at {history.head()}.")


@database.command()
@within_app
def check() -> None:
    """Tell whether the database is what the code expects; exit 1 if not."""
    engine = app().extensions["engine"]
    if history.current(engine) != history.head():
        click.echo(
            f"The database is at {history.current(engine)}; the code expects {history.head()}: commons db upgrade"
        )
        sys.exit(1)
    odd = history.differences(engine)
    for difference in odd:
        click.echo(f"  {difference}")
    click.echo("The database differs from the models." if odd else "The database is what the code expects.")
    sys.exit(1 if odd else 0)


@database.command()
@click.argument("message")
@within_app
def revision(message: str) -> None:
    """Write the next migration from what the models have new."""
    history.write_revision(app().extensions["engine"], message)


@main.group(name="demo")
def demonstration() -> None:
    """The cast and the real content of a first run."""


@demonstration.command()
@within_app
def load() -> None:
    """Fill in what is missing; what is there stays as it is."""
    with step("Filling in the content"):
        demo_load.load()


@main.command()
@within_app
def doctor() -> None:
    """Look at everything that can go wrong; exit 1 if something did."""
    findings = examine(app())
    for finding in findings:
        click.echo(f"{'ok  ' if finding.is_fine else 'BAD '} {finding.what}: {finding.said}")
    sys.exit(0 if all(finding.is_fine for finding in findings) else 1)


def add_commands_of_a_room(group: click.Group) -> None:
    """The room's own commands, each run with the app's context; the room's group itself stays as it is."""
    ours = copy(group)
    ours.commands = {name: copy(command) for name, command in group.commands.items()}
    for command in ours.commands.values():
        if command.callback is not None:
            command.callback = within_app(command.callback)
    main.add_command(ours)


add_commands_of_a_room(user_commands)
add_commands_of_a_room(search_commands)
add_commands_of_a_room(assistant_commands)

if __name__ == "__main__":
    main()
