"""Bytes that are counted and hashed while they pass, so that nobody reads them twice."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from domain.blobs import Kept


class Counted:
    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks, self._hash, self._size = chunks, sha256(), 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self._hash.update(chunk)
            self._size += len(chunk)
            yield chunk

    @property
    def kept(self) -> Kept:
        return Kept(self._size, self._hash.hexdigest())
