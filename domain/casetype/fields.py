"""The fields of a type. A field belongs to the firm and is bound to as many types as need it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Self
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from domain.aggregate import Aspect
from domain.casetype.statuses import Statuses, StatusRemoved
from domain.event import Change, Event
from domain.refusals import FieldIsBound, FieldNotOfType, NotTheSame
from domain.words import in_order


class Binding(Struct, frozen=True, kw_only=True):
    """A field as one type uses it; `required_from` names the status from which it must be there."""

    field: UUID
    key: str
    required: bool = False
    required_from: str | None = None


class FieldBound(Event, frozen=True):
    binding: Binding

    def says(self) -> str:
        return f"added the field {self.binding.key}"

    def changes(self) -> Mapping[str, Change]:
        return {"field": (None, self.binding.key)}


class FieldUnbound(Event, frozen=True):
    field: UUID
    key: str

    def says(self) -> str:
        return f"removed the field {self.key}"

    def changes(self) -> Mapping[str, Change]:
        return {"field": (self.key, None)}


class FieldRequirementChanged(Event, frozen=True):
    key: str
    required: tuple[bool, bool]
    required_from: tuple[str | None, str | None]

    def says(self) -> str:
        return f"changed when {self.key} is required"

    def changes(self) -> Mapping[str, Change]:
        changed = {"required": self.required, "required_from": self.required_from}
        return {name: pair for name, pair in changed.items() if pair[0] != pair[1]}


class FieldsReordered(Event, frozen=True):
    order: tuple[tuple[str, ...], tuple[str, ...]]

    def says(self) -> str:
        return "reordered the fields"

    def changes(self) -> Mapping[str, Change]:
        return {"order": self.order}


class Fields(Aspect, frozen=True):
    bindings: tuple[Binding, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(binding.key for binding in self.bindings)

    def binding(self, key: str) -> Binding:
        for binding in self.bindings:
            if binding.key == key:
                return binding
        raise FieldNotOfType(key)

    def required_at(self, status: str, statuses: Statuses) -> Sequence[str]:
        """The keys of the fields that a case must have a value for in that status."""
        place = statuses.keys.index
        reached = place(status) if status in statuses.keys else 0
        return [
            binding.key
            for binding in self.bindings
            if binding.required
            and (not binding.required_from or place(binding.required_from) <= reached)
        ]

    def bind(self, binding: Binding) -> Iterator[Event]:
        if binding.key in self.keys:
            raise FieldIsBound
        yield FieldBound(binding)

    def unbind(self, key: str) -> Iterator[Event]:
        yield FieldUnbound(self.binding(key).field, key)

    def require(self, key: str, required: bool, since: str | None) -> Iterator[Event]:
        was = self.binding(key)
        if (was.required, was.required_from) != (required, since):
            yield FieldRequirementChanged(key, (was.required, required), (was.required_from, since))

    def reorder(self, order: Sequence[str]) -> Iterator[Event]:
        if sorted(order) != sorted(self.keys):
            raise NotTheSame
        if tuple(order) != self.keys:
            yield FieldsReordered((self.keys, tuple(order)))

    def evolve(self, event: Event) -> Self:
        match event:
            case FieldBound(binding=binding):
                return type(self)((*self.bindings, binding))
            case FieldUnbound(key=key):
                return type(self)(tuple(b for b in self.bindings if b.key != key))
            case FieldRequirementChanged(key=key, required=(_, must), required_from=(_, since)):
                changed = (
                    replace(b, required=must, required_from=since) if b.key == key else b
                    for b in self.bindings
                )
                return type(self)(tuple(changed))
            case FieldsReordered(order=(_, order)):
                return type(self)(in_order(self.bindings, order))
            case StatusRemoved(status=gone, replacement=instead):
                moved = (
                    replace(b, required_from=instead) if b.required_from == gone.key else b
                    for b in self.bindings
                )
                return type(self)(tuple(moved))
            case _:
                return self
