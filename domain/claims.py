"""Keyed hashes of values: what a claim keeps, and the id that a phone number has for ever.

A plain hash of a number or an e-mail can be guessed back; one under the ledger's secret cannot.
"""

import hmac
import unicodedata
from collections.abc import Sequence
from uuid import UUID

from msgspec import json


def claim_hash(secret: bytes, kind: str, parts: Sequence[str]) -> bytes:
    """The same for every spelling of a value: "AB-1" and "ab-1 " are one number."""
    return hmac.digest(secret, json.encode([kind, *map(same, parts)]), "sha256")


def point_id(secret: bytes, medium: str, value: str) -> UUID:
    """The version 8 UUID (RFC 9562) of a phone number or an address, whoever has it."""
    number = int.from_bytes(claim_hash(secret, "point", (medium, value))[:16], "big")
    number &= ~(0xF << 76 | 0x3 << 62)
    return UUID(int=number | 8 << 76 | 2 << 62)


def same(part: str) -> str:
    """How a part of a value is compared."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", part).strip().casefold())
