"""Secrets that are given out once: 256 random bits, of which only the hash is kept."""

from hashlib import sha256
from secrets import token_urlsafe

BYTES = 32


def made(prefix: str = "") -> str:
    return prefix + token_urlsafe(BYTES)


def digest(secret: str) -> bytes:
    """No salt and no stretching: nobody can guess 256 bits, nor look for two that are equal."""
    return sha256(secret.encode()).digest()
