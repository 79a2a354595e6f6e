"""Choices: what may be said of a fact that has one of few values, and which keys that means."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import get_args

from msgspec import Struct

from domain.case.contacts import ROLES
from domain.casetype.casetype import CaseType
from domain.contact.card import ContactKind
from domain.ledger import Door
from domain.lists.caselist import ListKind
from domain.people.person import Person
from domain.values import Option
from domain.words import folded
from queries.names import Names


class Choice(Struct, frozen=True):
    """One value: its key, what lists call it, and what else it may be called."""

    key: str
    label: str
    also: tuple[str, ...] = ()
    retired: bool = False


CHANNELS = (
    Choice("call", "Call", ("calls", "voice")),
    Choice("sms", "SMS", ("text", "texts")),
    Choice("email", "E-mail", ("email",)),
)
DOORS = tuple(Choice(each, each.capitalize()) for each in get_args(Door))


def types(names: Names) -> Sequence[Choice]:
    return [_type(each) for each in names.types.values()]


def statuses(names: Names) -> Sequence[Choice]:
    """Of all types. One key may be worded in several ways."""
    found: dict[str, Choice] = {}
    kinds = names.types.values()
    for status in (s for kind in kinds for s in kind.statuses.choices):
        known = found.get(status.key)
        also = (*known.also, status.name) if known else ()
        found[status.key] = Choice(status.key, known.label if known else status.name, also)
    for gone in (each.status for kind in kinds for each in kind.statuses.removed):
        found.setdefault(gone.key, Choice(gone.key, gone.name, retired=True))
    return list(found.values())


def people(names: Names) -> Sequence[Choice]:
    return [_person(each) for each in names.people.values()]


def lists(names: Names) -> Sequence[Choice]:
    """Those that cases are put on by hand."""
    by_hand = (it for it in names.lists.values() if it.card.kind is not ListKind.DYNAMIC)
    return [Choice(str(it.id), it.card.name, (), it.life.archived) for it in by_hand]


def all_lists(names: Names) -> Sequence[Choice]:
    return [Choice(str(it.id), it.card.name, (), it.life.archived) for it in names.lists.values()]


def channels(_: Names) -> Sequence[Choice]:
    return CHANNELS


def doors(_: Names) -> Sequence[Choice]:
    return DOORS


def roles(_: Names) -> Sequence[Choice]:
    return [Choice(key, label) for key, label in ROLES.items()]


def contact_kinds(_: Names) -> Sequence[Choice]:
    return [Choice(each, each.capitalize()) for each in ContactKind]


def options(offered: Iterable[Option]) -> Sequence[Choice]:
    return [Choice(each.key, each.label, retired=each.retired) for each in offered]


# The kind that pages know a fact by, whether its values are ids of records, and its choices.
SPECIAL: Mapping[str, tuple[str, bool, Callable[[Names], Sequence[Choice]] | None]] = {
    "type": ("type", True, types),
    "status": ("status", False, statuses),
    "staff": ("person", True, people),
    "lead": ("person", True, people),
    "client": ("contact", True, None),
    "clients": ("contact", True, None),
    "contacts": ("contact", True, None),
    "role": ("select", False, roles),
    "opted_out": ("channel", False, channels),
    "primary_opted_out": ("channel", False, channels),
    "unreachable": ("channel", False, channels),
    "lists": ("list", True, lists),
    "list": ("list", True, all_lists),
    "origin": ("select", False, doors),
    "update_origin": ("select", False, doors),
    "kind": ("select", False, contact_kinds),
}


def spoken(offered: Iterable[Choice]) -> Mapping[str, tuple[str, ...]]:
    """The keys by everything that may be said for them, folded: two records may share a name."""
    said: dict[str, dict[str, None]] = {}
    for choice in offered:
        for word in (choice.key, choice.label, *choice.also):
            said.setdefault(folded(word), {})[choice.key] = None
    return {word: tuple(keys) for word, keys in said.items()}


def _type(kind: CaseType) -> Choice:
    return Choice(str(kind.id), kind.life.name, (kind.life.code,), kind.life.retired)


def _person(person: Person) -> Choice:
    it = person.profile
    return Choice(str(person.id), it.name, (it.email,), not it.active)
