"""Who may do what: each room says it in its `rules.py`, and every verb asks here."""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar

from . import ledger
from .errors import Refused
from .languages import _

P = ParamSpec("P")
R = TypeVar("R")


class Actor(Protocol):
    """Whoever asks: a person, a visitor, or the system itself."""

    @property
    def id(self) -> Any: ...
    @property
    def public_id(self) -> Any: ...
    @property
    def is_authenticated(self) -> bool: ...
    @property
    def is_editor(self) -> bool: ...
    @property
    def is_moderator(self) -> bool: ...
    @property
    def is_administrator(self) -> bool: ...


class Visitor:
    """Somebody without an account."""

    id = None
    public_id = "visitor"
    is_authenticated = is_editor = is_moderator = is_administrator = False


class System:
    """The commons itself: the first fill, the worker, the clock, the command line."""

    id = None
    public_id = "system"
    is_authenticated = is_editor = is_moderator = is_administrator = True


VISITOR, SYSTEM = Visitor(), System()

Rule = Callable[[Any, Any], bool]
rules: dict[str, Rule] = {}
asked: ContextVar[list[str] | None] = ContextVar("asked", default=None)


def rule(name: str) -> Callable[[Rule], Rule]:
    """Name a rule, `thing.verb`. A rule answers whether this actor may, whatever the state of the thing."""

    def keep(check: Rule) -> Rule:
        assert name not in rules, f"two rules for {name}"
        rules[name] = check
        return check

    return keep


def may(actor: Actor, name: str, subject: Any = None) -> bool:
    return actor is SYSTEM or rules[name](actor, subject)


def permit(actor: Actor, name: str, subject: Any = None, *, noted: bool = True) -> None:
    """Go on, or raise Refused. Inside a verb this also begins its line in the ledger.

    `noted=False` leaves no line: for what is kept with each change while somebody is still writing something that is
    nobody else's concern.
    """
    questions = asked.get()
    if not may(actor, name, subject):
        raise Refused(_("You are not allowed to do this. Ask an owner of the organisation, or the team."))
    if questions is not None:
        if not questions and noted:
            ledger.begin(actor, name, subject)
        questions.append(name)


def verb(act: Callable[P, R]) -> Callable[P, R]:
    """Mark a function of an `actions.py`: it fails if it ends without having asked for permission."""

    @wraps(act)
    def acted(*args: P.args, **kwargs: P.kwargs) -> R:
        token = asked.set([])
        try:
            result = act(*args, **kwargs)
            if not asked.get():
                raise AssertionError(f"{act.__module__}.{act.__name__} changed things and asked nobody")
            return result
        finally:
            asked.reset(token)

    acted.is_verb = True  # type: ignore[attr-defined]
    return acted
