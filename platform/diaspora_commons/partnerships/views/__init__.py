"""The doors of partnerships: requests with their timeline, and the drafts that become requests."""

from . import drafts, requests
from .blueprint import blueprint

__all__ = ["blueprint", "drafts", "requests"]
