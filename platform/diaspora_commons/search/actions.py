"""What people say about the search, and what editors do with it."""

from diaspora_commons.kernel.database import db
from diaspora_commons.kernel.permissions import Actor, permit, verb

from . import rules as rules  # whoever permits needs the rules to be known
from .models import Miss, Wish


@verb
def wish(actor: Actor, asked: str, said: str, language: str) -> None:
    """Keep what somebody looked for in vain; not who it was."""
    permit(actor, "search.wish")
    db.add(Wish(asked=asked, said=said, language=language))


@verb
def put_aside(actor: Actor, thing: Miss | Wish) -> None:
    """An editor has dealt with it; if it is searched for again, it comes again."""
    permit(actor, "search.tend")
    db.delete(thing)
