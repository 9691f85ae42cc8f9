"""`commons assistant`: measure it on a file of questions, or go through every dialogue."""

import json
from pathlib import Path

import click

from diaspora_commons.kernel.permissions import VISITOR
from diaspora_commons.kernel.settings import settings

from . import answers, dialogues, encoder, figures


@click.group("assistant")
def assistant_commands() -> None:
    """The assistant's answers."""
    encoder.look(settings().assistant_semantic)


@assistant_commands.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def evaluate(file: Path) -> None:
    """Ask every question of FILE, JSON lines with text, language, and expected or acceptable, and print the figures."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    _version, rules = answers.ruleset()
    for line in figures.table(figures.measured(rows, rules.look)):
        click.echo(line)


@assistant_commands.command()
def check() -> None:
    """Go through every dialogue; exit 1 on a miss."""
    rows = dialogues.written()
    wrong = dialogues.check(VISITOR, rows)
    for miss in wrong:
        click.echo(miss)
    turns = sum(len(row["turns"]) for row in rows)
    click.echo(f"{len(rows)} dialogues with {turns} turns: {len(wrong)} misses." if wrong else
               f"{len(rows)} dialogues with {turns} turns, all as expected.")  # fmt: skip
    raise SystemExit(1 if wrong else 0)
