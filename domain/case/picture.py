"""A case with everybody on it: what follows from it, its contacts and their numbers together."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from domain.case.case import Case
from domain.contact.consent import Channel
from domain.contact.contact import Contact
from domain.contact.point import CHANNEL, Point
from domain.contact.reach import Medium


class Picture(Struct, frozen=True, kw_only=True):
    case: Case
    contacts: Mapping[UUID, Contact]
    points: Mapping[UUID, Point]
    positions: Mapping[UUID, int] = {}  # of the newest event of each stream
    opened_at: datetime
    updated_at: datetime
    origin: str | None = None
    update_origin: str | None = None

    @property
    def clients(self) -> Sequence[Contact]:
        known = self.contacts
        return [known[each] for each in self.case.contacts.clients if each in known]

    @property
    def position(self) -> int:
        """The highest of all that a line of the case is joined from."""
        mains = (client.reach.main(medium) for client in self.clients for medium in Medium)
        points = [main.point for main in mains if main]
        ids = (self.case.id, *(client.id for client in self.clients), *points)
        return max(self.positions.get(each, 0) for each in ids)

    @property
    def opted_out(self) -> tuple[Channel, ...]:
        """By the channels that any client is opted out of."""
        out = {channel for client in self.clients for channel in self.opted_out_of(client)}
        return tuple(channel for channel in Channel if channel in out)

    @property
    def unreachable(self) -> tuple[Channel, ...]:
        """By the channels on which no client can be reached at all."""
        phone, email = (
            any(client.reach.main(medium) for client in self.clients) for medium in Medium
        )
        there = {Channel.CALL: phone, Channel.SMS: phone, Channel.EMAIL: email}
        return tuple(channel for channel in Channel if not there[channel])

    def no_calls(self, contact: Contact) -> bool:
        """Whether the contact must not be called about this case."""
        return any(kind in (None, self.case.opening.type) for kind in contact.calls.opted_out)

    def opted_out_of(self, client: Contact) -> Iterable[Channel]:
        """The channels by which the client must not be reached about this case."""
        if self.no_calls(client):
            yield Channel.CALL
        for medium, channel in CHANNEL.items():
            main = client.reach.main(medium)
            point = self.points.get(main.point) if main else None
            if point and point.line.opted_out:
                yield channel
