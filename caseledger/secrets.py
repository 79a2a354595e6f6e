"""What proves and hides: the secrets of one ledger, which live outside its database."""

from msgspec import Struct

from domain.mac import Keys


class Secrets(Struct, frozen=True):
    """`claims` hashes claims and makes the ids of points; `keys` hold the ledger's own id."""

    claims: bytes
    keys: Keys
