"""The doors of accounts: coming in, one's own account, and the letters one got."""

from . import account, data, entrance, links
from .blueprint import blueprint

__all__ = ["account", "blueprint", "data", "entrance", "links"]
