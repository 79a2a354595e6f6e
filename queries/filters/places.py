"""Places: where the read model keeps what a fact compares as."""

from collections.abc import Sequence
from typing import TypeAlias
from uuid import UUID

from msgspec import Struct


class Own(Struct, frozen=True):
    """A column of the line itself."""

    column: str


class Custom(Struct, frozen=True):
    """Rows of custom values, which count in cases whose type has the field."""

    field: str
    column: str
    types: Sequence[UUID]


class OfClients(Struct, frozen=True):
    """A column of the lines of a case's clients."""

    column: str


class OfLinks(Struct, frozen=True):
    """A column of the links between a case and its contacts."""

    column: str


class OfPrimary(Struct, frozen=True):
    """The channels that a case's primary client is opted out of."""


class OnLists(Struct, frozen=True):
    """The lists that a case is on now, by hand or because it fits."""


Place: TypeAlias = Own | Custom | OfClients | OfLinks | OfPrimary | OnLists
