"""`commons user`: make an account at the command line, for the first administrator for instance."""

import click

from diaspora_commons.kernel import unit_of_work
from diaspora_commons.kernel.errors import Answerable
from diaspora_commons.kernel.languages import LANGUAGES
from diaspora_commons.kernel.permissions import SYSTEM

from . import actions, passwords
from .forms import address_fits
from .models import Role


@click.group("user")
def user_commands() -> None:
    """People and their accounts."""


@user_commands.command()
@click.option("--email", required=True, help="The address that the person signs in with.")
@click.option("--name", required=True, help="What the site calls the person.")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.MEMBER.value, show_default=True)
@click.option("--language", type=click.Choice(list(LANGUAGES)), default="en", show_default=True)
@click.password_option(help="Asked for when it is not given.")
def create(email: str, name: str, role: str, language: str, password: str) -> None:
    """Make an account whose address is taken on trust."""
    problem = None if address_fits(email) else "This is not an e-mail address."
    problem = problem or passwords.problem_with(password, email)
    if problem:
        raise click.ClickException(problem)
    secret = passwords.hashed(password)
    try:
        with unit_of_work.writing():
            actions.create(SYSTEM, name=name, email=email, password_hash=secret, role=Role(role), language=language)
    except Answerable as error:
        raise click.ClickException(str(error.message)) from error
    click.echo(f"{name} can sign in as {email}.")
