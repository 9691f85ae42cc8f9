"""What the doors of partnerships have in common."""

from flask import Blueprint, Response

from diaspora_commons.kernel.errors import Answerable, TooMany

blueprint = Blueprint("partnerships", __name__, url_prefix="/partnerships")


def refused(response: Response, error: Answerable) -> Response:
    """A page that says no, and when to come back."""
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.seconds)
    return response
