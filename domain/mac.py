"""MACs: how an event shows that this product wrote it. A row without one is no history."""

import hmac
from collections.abc import Mapping
from hashlib import sha256
from uuid import UUID

from msgspec import Struct

from domain.ledger import Sealed

PREFIX = b"caseledger/mac/v1"


class CommandKey(Struct, frozen=True):
    """One secret; `until` is the last position it may vouch for, none while it is in use."""

    secret: bytes
    until: int | None = None


class Keys(Struct, frozen=True):
    """The command keys of one ledger by number. They live outside its database."""

    ledger: UUID
    of: Mapping[int, CommandKey]

    def seal(self, subject: UUID, stream: UUID, version: int, header: bytes, body: bytes) -> bytes:
        """The number of the newest key, then its HMAC over all that a writer decides."""
        number = max(self.of)
        ids = self.ledger.bytes + subject.bytes + stream.bytes
        said = PREFIX + ids + version.to_bytes(4, "big") + hashed(header, body)
        return number.to_bytes(1, "big") + hmac.digest(self.of[number].secret, said, "sha256")

    def vouch(self, event: Sealed, hashes: bytes = b"") -> bool:
        """Whether the command side wrote this event, with a key that was in use at its place.

        `hashes` of header and body, one after the other, if the caller has made them.
        """
        ids = event.subject.bytes + event.stream.bytes
        hashes = hashes or hashed(event.header, event.body)
        return self.good(event.mac, event.position, ids, event.version, hashes)

    def good(self, mac: bytes, position: int, ids: bytes, version: int, hashes: bytes) -> bool:
        """The same by its parts: `ids` of subject and stream, hashes of header and body."""
        key = self.of.get(mac[0]) if mac else None
        if key is None or (key.until is not None and position > key.until):
            return False
        said = PREFIX + self.ledger.bytes + ids + version.to_bytes(4, "big") + hashes
        return hmac.compare_digest(mac[1:], hmac.digest(key.secret, said, "sha256"))


def hashed(header: bytes, body: bytes) -> bytes:
    return sha256(header).digest() + sha256(body).digest()
