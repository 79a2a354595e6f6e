"""The choices of a field: each has a key for ever, and a label that may be reworded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from domain.event import Change, Event
from domain.refusals import BadFacts, NotTheSame, OptionExists
from domain.values import Option
from domain.words import folded, in_order, key_of


class OptionAdded(Event, frozen=True):
    option: Option

    def says(self) -> str:
        return f"added the option {self.option.label}"

    def changes(self) -> Mapping[str, Change]:
        return {"label": (None, self.option.label)}


class OptionRenamed(Event, frozen=True):
    key: str
    label: tuple[str, str]

    def says(self) -> str:
        return "renamed an option"

    def changes(self) -> Mapping[str, Change]:
        return {"label": self.label}


class OptionRetired(Event, frozen=True):
    """With a replacement, the cases that have it are given that instead."""

    key: str
    replacement: str | None = None  # None: they keep it

    def says(self) -> str:
        instead = f" and put {self.replacement} in its place" if self.replacement else ""
        return f"retired the option {self.key}{instead}"


class OptionReinstated(Event, frozen=True):
    key: str

    def says(self) -> str:
        return f"offered the option {self.key} again"


class OptionsReordered(Event, frozen=True):
    order: tuple[tuple[str, ...], tuple[str, ...]]

    def says(self) -> str:
        return "reordered the options"

    def changes(self) -> Mapping[str, Change]:
        return {"order": self.order}


def options_of(labels: Sequence[str]) -> tuple[Option, ...]:
    """New options, each with a key made from its label."""
    options: list[Option] = []
    for label in labels:
        _must_be_free(label, options)
        options.append(Option(key_of(label, [option.key for option in options]), label))
    return tuple(options)


def add(options: Sequence[Option], label: str, key: str | None = None) -> Iterator[Event]:
    """Its key is made from its label, unless it has one elsewhere already."""
    _must_be_free(label, options)
    yield OptionAdded(Option(key_of(key or label, [option.key for option in options]), label))


def rename(options: Sequence[Option], key: str, label: str) -> Iterator[Event]:
    was = option_of(options, key)
    _must_be_free(label, [each for each in options if each.key != key])
    if was.label != label:
        yield OptionRenamed(key, (was.label, label))


def retire(options: Sequence[Option], key: str, replacement: str | None) -> Iterator[Event]:
    if replacement and (key == replacement or option_of(options, replacement).retired):
        raise BadFacts({"replacement": "This must be another option that is still offered."})
    if not option_of(options, key).retired or replacement:
        yield OptionRetired(key, replacement)


def reinstate(options: Sequence[Option], key: str) -> Iterator[Event]:
    if option_of(options, key).retired:
        yield OptionReinstated(key)


def reorder(options: Sequence[Option], order: Sequence[str]) -> Iterator[Event]:
    keys = tuple(option.key for option in options)
    if sorted(order) != sorted(keys):
        raise NotTheSame
    if tuple(order) != keys:
        yield OptionsReordered((keys, tuple(order)))


def after(options: tuple[Option, ...], event: Event) -> tuple[Option, ...]:
    """The options once `event` has happened."""
    match event:
        case OptionAdded(option=option):
            return (*options, option)
        case OptionRenamed(key=key, label=(_, label)):
            return tuple(replace(o, label=label) if o.key == key else o for o in options)
        case OptionRetired(key=key) | OptionReinstated(key=key):
            retired = isinstance(event, OptionRetired)
            return tuple(replace(o, retired=retired) if o.key == key else o for o in options)
        case OptionsReordered(order=(_, order)):
            return in_order(options, order)
        case _:
            return options


def option_of(options: Iterable[Option], key: str) -> Option:
    for option in options:
        if option.key == key:
            return option
    raise BadFacts({"option": f"This field has no option {key}."})


def _must_be_free(label: str, options: Iterable[Option]) -> None:
    if folded(label) in {folded(option.label) for option in options}:
        raise OptionExists(label)
