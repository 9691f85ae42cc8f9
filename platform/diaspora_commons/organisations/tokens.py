"""The secret in the link of an invitation. Only its hash is kept."""

import secrets
from hashlib import sha256


def new() -> str:
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()
