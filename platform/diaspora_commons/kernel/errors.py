"""The few ways in which the answer is no, and the page or JSON that each becomes."""


class Answerable(Exception):  # noqa: N818  it is an answer
    """An error that is said to the person who asked, in a sentence that tells what would help."""

    status = 400

    def __init__(self, message: object = "") -> None:
        super().__init__(message)
        self.message = message


class Refused(Answerable):
    """You may not."""

    status = 403


class NotHere(Answerable):
    """There is no such thing, or none that you may see."""

    status = 404


class WrongState(Answerable):
    """Not now: the thing is not in a state that allows it."""

    status = 409


class SavedMeanwhile(WrongState):
    """Somebody else saved while this text was being written; saving it now would wipe theirs out."""


class Invalid(Answerable):
    """What was sent makes no sense; `field` names the part that is wrong."""

    status = 422

    def __init__(self, message: object = "", field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class TooMany(Answerable):
    """Too often in too short a time; `seconds` says how long to wait."""

    status = 429

    def __init__(self, message: object = "", seconds: int = 60) -> None:
        super().__init__(message)
        self.seconds = seconds
