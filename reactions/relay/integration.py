"""Integration events: what other programs are told of an event. Ids and choices, never words.

Made from the kinds: of an event's fields those stay that are ids, choices, numbers or truth
values, alone or before and after; of its facts the names of those that changed. So a new kind has
its integration event at once, and no text that somebody wrote can pass.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin
from uuid import UUID

from msgspec import Raw, Struct, defstruct, json, structs
from msgspec.structs import asdict

from domain.event import Event, Unreadable
from domain.kinds import KINDS
from domain.ledger import Recorded

PREFIX = "caseledger."
SILENT = (UUID, bool, int, NoneType)  # types that say nothing of a person


class CloudEvent(Struct, frozen=True, kw_only=True):
    """What other programs are told. `position` is the order; `id` is the same for ever."""

    specversion: Literal["1.0"] = "1.0"
    id: UUID
    type: str
    source: str  # the ledger
    subject: UUID  # the case or contact it belongs to; its messages keep their order
    time: datetime
    position: int
    datacontenttype: Literal["application/json"] = "application/json"
    data: Raw  # JSON, of the shape that docs/events has of its type


class Data(Struct, frozen=True, kw_only=True):
    """What all data say: the record that changed, and its version since."""

    record: UUID
    version: int


def integration(record: Recorded, ledger: UUID) -> CloudEvent:
    return CloudEvent(
        id=record.event_id,
        type=f"{PREFIX}{record.kind}",
        source=f"/ledgers/{ledger}",
        subject=record.subject,
        time=record.recorded_at or record.header.occurred_at,
        position=record.position,
        data=Raw(json.encode(_data(record))),
    )


def schema_of(kind: str) -> Mapping[str, Any]:
    """The JSON Schema of the data of a kind of event."""
    _, parts = json.schema_components([data_of(kind)], ref_template="#/$defs/{name}")
    said = dict(parts.pop(kind))
    return {**said, "title": f"{PREFIX}{kind}"} | ({"$defs": parts} if parts else {})


@cache
def data_of(kind: str) -> type[Struct]:
    """The shape of the data of a kind of event."""
    event = KINDS[kind].event
    fields: list[Any] = [
        (field.name, field.type) for field in structs.fields(event) if _is_silent(field.type)
    ]
    if "facts" in event.__struct_fields__:
        fields.append(("changed", tuple[str, ...]))  # the names of facts
    return defstruct(
        kind,
        fields,
        bases=(Data,),
        namespace={"__doc__": event.__dict__.get("__doc__")},
        frozen=True,
        kw_only=True,
    )


def _data(record: Recorded) -> Struct:
    always = Data(record=record.originator_id, version=record.originator_version)
    if isinstance(record.event, Unreadable):  # that it happened is all that is known
        return always
    shape = data_of(record.kind)
    said = {**asdict(record.event), "changed": _changed(record.event), **asdict(always)}
    return shape(**{name: said[name] for name in shape.__struct_fields__})


def _changed(event: Event) -> tuple[str, ...]:
    facts: Mapping[str, object] = getattr(event, "facts", {})
    return tuple(sorted(facts))


def _is_silent(kind: Any) -> bool:  # a type, as annotations have it
    match get_origin(kind):
        case None:
            return kind in SILENT or (isinstance(kind, type) and issubclass(kind, Enum))
        case origin if origin in (Union, UnionType, tuple):
            return all(_is_silent(part) for part in get_args(kind) if part is not ...)
        case origin:
            return origin is Literal
