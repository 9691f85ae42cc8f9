"""What other rooms have to say before an account is erased.

`hinders` is filled in `reactions.py` by rooms that stand higher: each is asked, and answers with a sentence that says
what must be done first (hand an organisation over, for instance), or with None. `forgets` is filled there too: each
drops what its room keeps of the person and what does not go with the person's row by itself.
"""

from collections.abc import Callable

from .models import Person

hinders: list[Callable[[Person], str | None]] = []
forgets: list[Callable[[Person], None]] = []


def reasons_to_wait(person: Person) -> list[str]:
    return [said for ask in hinders if (said := ask(person))]
