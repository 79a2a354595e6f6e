"""A custom field: defined once for the firm, used by every type that is bound to it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Self

from msgspec.structs import replace

from domain.aggregate import Aggregate, Aspect
from domain.event import Change, Event, Plain, differing
from domain.refusals import (
    BadFacts,
    FieldIsDefined,
    FieldIsRetired,
    OptionExists,
    OptionsMissing,
)
from domain.values import Ask, Option, ValueKind, stored
from domain.words import folded, key_of

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


class FieldRevised(Event, frozen=True):
    facts: Mapping[str, Change]  # of label, help, group, searched

    def says(self) -> str:
        return "revised the field"

    def changes(self) -> Mapping[str, Change]:
        return self.facts


class OptionAdded(Event, frozen=True):
    option: Option

    def says(self) -> str:
        return f"added the option {self.option.label}"


class OptionRenamed(Event, frozen=True):
    key: str
    label: tuple[str, str]

    def says(self) -> str:
        return "renamed an option"

    def changes(self) -> Mapping[str, Change]:
        return {"label": self.label}


class OptionRetired(Event, frozen=True):
    key: str

    def says(self) -> str:
        return "retired an option"


class FieldRetired(Event, frozen=True):
    def says(self) -> str:
        return "retired the field"


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

    def add_option(self, label: str) -> Iterator[Event]:
        if folded(label) in {folded(option.label) for option in self.options}:
            raise OptionExists(label)
        yield OptionAdded(Option(key_of(label, [o.key for o in self.options]), label))

    def rename_option(self, key: str, label: str) -> Iterator[Event]:
        was = self._option(key)
        if was.label != label:
            yield OptionRenamed(key, (was.label, label))

    def retire_option(self, key: str) -> Iterator[Event]:
        if not self._option(key).retired:
            yield OptionRetired(key)

    def revise(self, given: Mapping[str, Plain]) -> Iterator[Event]:
        if news := differing(self.facts, given):
            yield FieldRevised(news)

    def retire(self) -> Iterator[Event]:
        if not self.retired:
            yield FieldRetired()

    def evolve(self, event: Event) -> Self:
        match event:
            case FieldDefined():
                facts = {name: getattr(event, name) for name in REVISABLE}
                return type(self)(event.key, event.kind, event.currency, event.options, facts)
            case FieldRevised(facts=changes):
                after = {name: value for name, (_, value) in changes.items()}
                return replace(self, facts={**self.facts, **after})
            case OptionAdded(option=option):
                return replace(self, options=(*self.options, option))
            case OptionRenamed(key=key, label=(_, label)):
                return self._with(key, label=label)
            case OptionRetired(key=key):
                return self._with(key, retired=True)
            case FieldRetired():
                return replace(self, retired=True)
            case _:
                return self

    def _with(self, key: str, **changes: Any) -> Self:  # of as many types as an option has
        options = (replace(o, **changes) if o.key == key else o for o in self.options)
        return replace(self, options=tuple(options))

    def _option(self, key: str) -> Option:
        for option in self.options:
            if option.key == key:
                return option
        raise BadFacts({"option": f"This field has no option {key}."})


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


def options_of(labels: Sequence[str]) -> tuple[Option, ...]:
    """New options, each with a key made from its label."""
    options: list[Option] = []
    for label in labels:
        if folded(label) in {folded(option.label) for option in options}:
            raise OptionExists(label)
        options.append(Option(key_of(label, [option.key for option in options]), label))
    return tuple(options)
