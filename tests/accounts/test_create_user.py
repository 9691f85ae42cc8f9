"""Making an account at the command line."""

import pytest
from click.testing import CliRunner

from diaspora_commons.accounts.cli import user_commands
from diaspora_commons.accounts.queries import person_at

GIVEN = {"--email": "Root@Example.org", "--name": "Root", "--role": "administrator", "--password": "rain on tin roofs"}


def create(**other):
    given = {**GIVEN, **{f"--{name}": value for name, value in other.items()}}
    return CliRunner().invoke(user_commands, ["create", *(word for pair in given.items() for word in pair)])


def test_an_administrator_is_made_and_can_sign_in(client, world):
    assert create().exit_code == 0
    root = person_at("root@example.org")
    assert root.is_administrator
    assert client.post("/en/sign-in", {"email": root.email, "password": GIVEN["--password"]}).status_code == 303


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "nothing"}, "not an e-mail address"),
        ({"password": "short"}, "at least 10 characters"),
        ({"role": "emperor"}, "Invalid value"),
    ],
)
def test_what_is_wrong_is_said(world, wrong, said):
    answer = create(**wrong)
    assert answer.exit_code != 0
    assert said in answer.output
    assert person_at("root@example.org") is None


def test_an_address_is_taken_once(world):
    assert create(email=world.amina.email).exit_code == 1
    assert person_at(world.amina.email).name == "Amina"
