"""Who may do what with an account: its owner everything, and who holds a link from a letter what the link says."""

from diaspora_commons.kernel import demo
from diaspora_commons.kernel.permissions import Actor, rule

from .models import MailedLink, Person


def oneself(actor: Actor, person: Person) -> bool:
    return actor.is_authenticated and actor.id == person.id


@rule("account.register")
def register(actor: Actor, nobody: None) -> bool:
    """Anybody; whether the address is free shows only to who reads its letters."""
    return True


@rule("account.ask")
def ask(actor: Actor, nobody: None) -> bool:
    """Anybody may ask for a letter with a link; it goes to the address, never to who asked."""
    return True


@rule("account.confirm")
def confirm(actor: Actor, link: MailedLink) -> bool:
    """Who holds the link."""
    return True


@rule("account.sign_in")
def sign_in(actor: Actor, person: Person) -> bool:
    """Who has confirmed the address. The cast of the demonstration has no way in anywhere else."""
    return person.confirmed_at is not None and (not person.is_demo or demo.is_on())


@rule("account.reset_password")
def reset_password(actor: Actor, person: Person) -> bool:
    return sign_in(actor, person)


@rule("account.create")
def create(actor: Actor, nobody: None) -> bool:
    """At the command line, or an administrator."""
    return actor.is_administrator


rule("account.sign_out")(oneself)
rule("account.change")(oneself)
rule("account.change_password")(oneself)
rule("account.change_address")(oneself)
rule("account.end_session")(oneself)
rule("account.end_other_sessions")(oneself)
rule("account.read_letters")(oneself)
rule("account.erase")(oneself)
