"""Rows: a case as lists and pages show it. Ids and keys, never labels."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from domain.case.details import CUSTOM, FACTS
from domain.case.picture import Picture
from domain.event import Plain
from projections.lines.case import CaseLine
from queries.names import Names


class CaseRow(Struct, frozen=True, kw_only=True):
    id: UUID
    version: int
    position: int
    number: str
    name: str  # as shown: its own, else made of the client's and the type's
    own_name: str | None
    type: UUID
    status: str
    description: str | None = None
    court_name: str | None = None
    jurisdiction: str | None = None
    court_date: date | None = None
    created_date: date | None = None
    end_date: date | None = None
    external_source: str | None = None
    external_source_id: str | None = None
    external_source_data: Mapping[str, str] | None = None
    utm_source: str | None = None
    utm_medium: str | None = None
    utm_campaign: str | None = None
    utm_term: str | None = None
    utm_content: str | None = None
    is_obo: bool = False
    representative: str | None = None
    client: UUID | None
    client_name: str | None
    clients: tuple[UUID, ...]
    contacts: tuple[UUID, ...]
    staff: tuple[UUID, ...]
    lead: UUID | None
    archived: bool
    lists: tuple[UUID, ...]  # those that it was put on by hand
    opted_out: tuple[str, ...]
    call_opted_out: bool
    sms_opted_out: bool
    email_opted_out: bool
    unreachable: tuple[str, ...]
    origin: str | None
    update_origin: str | None
    opened_at: datetime
    updated_at: datetime
    custom: Mapping[str, Plain]  # those that its type has


def row(picture: Picture, names: Names) -> CaseRow:
    case, facts, kind = picture.case, picture.case.details.facts, picture.case.opening.type
    client = picture.contacts.get(case.contacts.primary) if case.contacts.primary else None
    client_name = client.card.name if client else None
    given: dict[str, Any] = {name: facts[name] for name in FACTS if facts.get(name) is not None}
    own_name = given.pop("name", None)
    joined: dict[str, Any] = {  # of as many types as there are attributes
        "id": case.id,
        "version": case.version,
        "position": picture.position,
        "number": case.opening.number,
        "name": own_name or derived_name(client_name, kind, names),
        "own_name": own_name,
        "type": kind,
        "status": case.status.current,
        "client": case.contacts.primary,
        "client_name": client_name,
        "clients": case.contacts.clients,
        "contacts": list(dict.fromkeys(link.contact for link in case.contacts.links)),
        "staff": case.staff.people,
        "lead": case.staff.lead,
        "archived": case.life.archived,
        "lists": case.lists.on,
        "unreachable": picture.unreachable,
        "origin": picture.origin,
        "update_origin": picture.update_origin,
        "opened_at": picture.opened_at,
        "updated_at": picture.updated_at,
        "custom": visible(facts, kind, names),
        **opted_out(picture.opted_out),
    }
    return msgspec.convert({**given, **joined}, CaseRow)


def listed(line: CaseLine, names: Names) -> CaseRow:
    """The same from the line of the list."""
    given = {name: getattr(line, name) for name in CaseRow.__struct_fields__}
    name = line.own_name or derived_name(line.client_name, line.type, names)
    custom = visible(line.custom, line.type, names)
    return CaseRow(**{**given, "name": name, "custom": custom})


def derived_name(client: str | None, type: UUID, names: Names) -> str:
    """`Ana Ruiz - Personal Injury`; an explicit name wins."""
    return " - ".join(each for each in (client, names.type(type)) if each)


def visible(facts: Mapping[str, Plain], type: UUID, names: Names) -> Mapping[str, Plain]:
    """The custom values of a case that its type has; the others are kept, out of sight."""
    kind = names.types.get(type)
    bound = kind.fields.keys if kind else ()
    return {key: facts[key] for key in bound if facts.get(key) is not None}


def hidden(facts: Mapping[str, Plain], type: UUID, names: Names) -> Sequence[str]:
    held = {k for k, value in facts.items() if k.startswith(CUSTOM) and value is not None}
    return sorted(held - set(visible(facts, type, names)))


def opted_out(channels: Sequence[str]) -> Mapping[str, Any]:
    """The list of channels, and the three booleans that say the same."""
    each = {f"{channel}_opted_out": channel in channels for channel in ("call", "sms", "email")}
    return {"opted_out": tuple(channels), **each}
