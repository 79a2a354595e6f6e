"""The index, as those need it who keep it: versions beside each other, one of which is searched."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from projections.documents.document import Document


class IndexAway(Exception):
    """The index does not answer, or not in time, or is not whole."""


class IndexLost(Exception):
    """A version is not there any more: it must be built anew."""


class Index(Protocol):
    """Everything raises IndexAway when the server does not do it."""

    def create(self, version: int, mapping: Mapping[str, Any]) -> None:
        """Make it, if it is not there."""
        ...

    def extend(self, version: int, mapping: Mapping[str, Any]) -> None:
        """Let it know further fields. Raises IndexLost."""
        ...

    def write(self, version: int, documents: Sequence[Document]) -> None:
        """Each, unless a newer version of it is there. Raises IndexLost."""
        ...

    def last(self, version: int) -> UUID | None:
        """The highest id in it."""
        ...

    def digests(self, version: int) -> Iterator[tuple[UUID, str]]:
        """Of every document that can be found, in the order of the ids."""
        ...

    def refresh(self, version: int) -> None:
        """Let everything be found that was written before."""
        ...

    def serve(self, version: int) -> None:
        """From one instant to the next, let this one be searched."""
        ...

    def drop(self, version: int) -> None:
        """Also if it is not there."""
        ...
