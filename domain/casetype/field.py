"""A custom field: defined once for the firm, used by every type that is bound to it."""

from collections.abc import Iterator, Mapping
from typing import Any, Self

from msgspec.structs import replace

from domain.aggregate import Aggregate, Aspect
from domain.casetype import options
from domain.event import Change, Event, Plain, appeared, differing
from domain.refusals import BadFacts, FieldIsDefined, FieldIsRetired, OptionsMissing
from domain.values import Ask, Option, ValueKind, stored

CHOICES = (ValueKind.SELECT, ValueKind.MULTI_SELECT)


class FieldDefined(Event, frozen=True, kw_only=True):
    key: str
    label: str
    kind: ValueKind
    options: tuple[Option, ...] = ()
    currency: str | None = None
    help: str | None = None
    group: str | None = None
    searched: bool = False

    def says(self) -> str:
        return f"defined the field {self.label}"

    def changes(self) -> Mapping[str, Change]:
        return appeared({name: getattr(self, name) for name in REVISABLE[1:]})


class FieldRevised(Event, frozen=True):
    facts: Mapping[str, Change]  # of label, help, group, searched

    def says(self) -> str:
        return "revised the field"

    def changes(self) -> Mapping[str, Change]:
        return self.facts


class FieldRetired(Event, frozen=True):
    def says(self) -> str:
        return "retired the field"


class FieldReinstated(Event, frozen=True):
    def says(self) -> str:
        return "brought the field back"


class Definition(Aspect, frozen=True):
    key: str = ""
    kind: ValueKind = ValueKind.TEXT
    currency: str | None = None
    options: tuple[Option, ...] = ()
    facts: Mapping[str, Plain] = {}  # label, help, group, searched
    retired: bool = False

    @property
    def label(self) -> str:
        return str(self.facts.get("label") or self.key)

    def ask(self, country: str) -> Ask:
        return Ask(self.kind, self.currency or "USD", self.options, country)

    def revise(self, given: Mapping[str, Plain]) -> Iterator[Event]:
        if news := differing(self.facts, given):
            yield FieldRevised(news)

    def retire(self) -> Iterator[Event]:
        if not self.retired:
            yield FieldRetired()

    def reinstate(self) -> Iterator[Event]:
        if self.retired:
            yield FieldReinstated()

    def evolve(self, event: Event) -> Self:
        match event:
            case FieldDefined():
                facts = {name: getattr(event, name) for name in REVISABLE}
                return type(self)(event.key, event.kind, event.currency, event.options, facts)
            case FieldRevised(facts=changes):
                after = {name: value for name, (_, value) in changes.items()}
                return replace(self, facts={**self.facts, **after})
            case FieldRetired() | FieldReinstated():
                return replace(self, retired=isinstance(event, FieldRetired))
            case _:
                return replace(self, options=options.after(self.options, event))


REVISABLE = ("label", "help", "group", "searched")


class Field(Aggregate, frozen=True):
    definition: Definition = Definition()

    @property
    def exists(self) -> bool:
        return bool(self.definition.key)

    def define(self, event: FieldDefined) -> Iterator[Event]:
        if self.exists:
            raise FieldIsDefined
        if event.kind in CHOICES and not event.options:
            raise OptionsMissing
        yield event

    def value(self, given: Any, country: str) -> Plain:
        """`given` as it is stored. Refuses BadFacts and FieldIsRetired."""
        if self.definition.retired:
            raise FieldIsRetired
        try:
            return stored(self.definition.ask(country), given)
        except ValueError as error:
            raise BadFacts({self.definition.key: str(error)}) from None
