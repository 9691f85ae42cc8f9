"""Whole addresses for letters and feeds, from the configured base address only: never from a request's Host."""

from .languages import current
from .settings import settings


def absolute(path: str, language: str | None = None) -> str:
    """The whole address of a page given by its path without language (`/initiatives/x`)."""
    return f"{settings().address}/{language or current()}{path}"


def bare(path: str) -> str:
    """The whole address of what stands under no language (`/verify/…`, `/static/…`)."""
    return f"{settings().address}{path}"
