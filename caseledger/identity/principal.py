"""A principal: whoever asks, and what they may do."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from commands.ids import new_id
from domain.event import Plain
from domain.ledger import Actor, Door, Header
from domain.people.key import Key
from domain.people.person import Person
from domain.people.roles import KEY_RIGHTS, PERMISSIONS
from domain.refusals import Forbidden, Refused


class NotSignedIn(Refused):
    """Sign in first, or send a key in X-API-KEY."""


class Principal(Struct, frozen=True):
    kind: Literal["person", "key"]
    id: UUID
    may: frozenset[str]
    person: Person | None = None
    key: Key | None = None

    @classmethod
    def of_person(cls, person: Person) -> "Principal":
        return cls("person", person.id, PERMISSIONS[person.profile.role], person=person)

    @classmethod
    def of_key(cls, key: Key) -> "Principal":
        return cls("key", key.id, rights(key.rights.can), key=key)

    def must(self, permission: str) -> None:
        if permission not in self.may:
            raise Forbidden(permission)

    def header(
        self, correlation: UUID | None = None, reference: Mapping[str, Plain] | None = None
    ) -> Header:
        """The header of a command that this principal gives now."""
        channel: Door = "page" if self.kind == "person" else "api"
        by = Actor(self.kind, str(self.id))
        now = datetime.now(UTC)
        return Header.begin(
            new_id(), by, channel, now, correlation=correlation, reference=reference
        )


def rights(can: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(KEY_RIGHTS[right] for right in can))
