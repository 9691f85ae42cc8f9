"""What the doors of accounts have in common."""

from flask import Blueprint, Response

blueprint = Blueprint("accounts", __name__)


def sealed(response: Response) -> Response:
    """A page whose address or content is a secret: kept nowhere, and its address is told to nobody."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
