"""The doors for pictures: one in, before the write lock is taken, and one out, for ever."""

from collections.abc import Callable

from flask import Flask, Response, request, send_from_directory

from .access import public_uncached
from .errors import Invalid
from .settings import Settings
from .uploads import LONGEST_SIDE, MOST_BYTES, picture


def sent(field: str, longest: int = LONGEST_SIDE) -> Callable[[], bytes | Invalid | None]:
    """A step for `access.prepared`: this field's picture made small and plain, what is wrong with it, or nothing."""

    def decode() -> bytes | Invalid | None:
        file = request.files.get(field)
        data = file.read(MOST_BYTES + 1) if file else b""
        try:
            return picture(data, longest) if data else None
        except Invalid as wrong:
            return wrong

    return decode


def init_app(app: Flask, settings: Settings) -> None:
    @app.get("/uploads/<name>")
    @public_uncached
    def upload(name: str) -> Response:
        """A picture under the name of its content, which never changes."""
        folder = settings.uploads_folder.resolve()
        response = send_from_directory(folder, name, mimetype="image/webp", max_age=31_536_000)
        response.cache_control.public = True
        response.cache_control.immutable = True
        return response
