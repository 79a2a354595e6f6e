"""The port to where files are kept: whole or not at all, under flat keys made of ids."""

import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from msgspec import Struct

CHUNK = 1 << 20  # bytes that are held at once
ABANDONED = 24 * 3600.0  # seconds after which what was begun is nobody's any more
# A store on a file system keeps `a` and `a/b` apart badly, and no two that differ by case alone.
KEY = re.compile(r"[0-9a-z][0-9a-z-]{0,99}(\.[0-9a-z]{1,9})?")


class Kept(Struct, frozen=True):
    """What was kept, as it was counted while it passed."""

    size: int
    sha256: str


class Blobs(Protocol):
    """Every act refuses StoreAway where the store cannot be reached."""

    def put(self, key: str, chunks: Iterable[bytes]) -> Kept:
        """Keep it for good, in the place of what had this key. Interrupted, it changes nothing."""
        ...

    def open(self, key: str) -> AbstractContextManager[Iterator[bytes]]:
        """Its bytes, a chunk at a time. Refuses NotFound."""
        ...

    def stat(self, key: str) -> int | None:
        """Its size; None: there is none."""
        ...

    def delete(self, key: str) -> None:
        """Also where there is none."""
        ...

    def tidy(self, seconds: float = ABANDONED) -> None:
        """Forget what was begun so long ago and never became whole; what we broke off, at once."""
        ...


def checked(key: str) -> str:
    """The key, where every store can keep it. Raises ValueError: nobody types these."""
    if not KEY.fullmatch(key):
        raise ValueError(f"{key!r} is no key of a blob")
    return key
