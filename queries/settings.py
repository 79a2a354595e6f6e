"""Settings: the types of case, the people and the keys, as pages and programs read them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from msgspec import Struct

from domain.casetype.casetype import CaseType
from domain.casetype.status import Status
from domain.people.key import Key
from domain.people.person import Person
from queries.names import Names


class Bound(Struct, frozen=True):
    """A field of a type."""

    field: UUID
    key: str
    required: bool
    required_from: str | None


class TypeRow(Struct, frozen=True, kw_only=True):
    id: UUID
    version: int
    name: str
    code: str
    retired: bool
    place: int
    initial: str
    statuses: Sequence[Status]
    removed: Sequence[Status]  # no case can have them any more, but some may still
    allowed_next: Mapping[str, Sequence[str]]  # of a status that is not here: any
    fields: Sequence[Bound]
    default_staff: Sequence[UUID]


class PersonRow(Struct, frozen=True):
    id: UUID
    version: int
    name: str
    email: str
    role: str
    active: bool


class KeyRow(Struct, frozen=True):
    id: UUID
    version: int
    name: str
    can: Sequence[str]
    disabled: bool


class FirmRow(Struct, frozen=True):
    version: int
    name: str
    time_zone: str
    currency: str
    country: str


def case_types(names: Names) -> Sequence[TypeRow]:
    return [_type(kind, place) for place, kind in enumerate(names.types.values())]


def people(names: Names) -> Sequence[PersonRow]:
    return [_person(person) for person in names.people.values()]


def keys(names: Names) -> Sequence[KeyRow]:
    return [_key(key) for key in names.keys.values()]


def firm(names: Names) -> FirmRow:
    said = names.firm.settings
    facts = (said[name] for name in ("name", "time_zone", "currency", "country"))
    return FirmRow(names.firm.version, *facts)


def _type(kind: CaseType, place: int) -> TypeRow:
    return TypeRow(
        id=kind.id,
        version=kind.version,
        name=kind.life.name,
        code=kind.life.code,
        retired=kind.life.retired,
        place=place,
        initial=kind.statuses.initial,
        statuses=kind.statuses.choices,
        removed=[each.status for each in kind.statuses.removed],
        allowed_next=kind.transitions.allowed,
        fields=[Bound(b.field, b.key, b.required, b.required_from) for b in kind.fields.bindings],
        default_staff=kind.life.staff,
    )


def _person(person: Person) -> PersonRow:
    it = person.profile
    return PersonRow(person.id, person.version, it.name, it.email, it.role, it.active)


def _key(key: Key) -> KeyRow:
    it = key.rights
    return KeyRow(key.id, key.version, it.name, it.can, it.disabled)
