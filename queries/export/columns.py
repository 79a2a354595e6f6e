"""The columns of an export: every fact that a row of a list can show, and how a cell says it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID

from msgspec import Struct

from domain.refusals import NoSuchFact
from domain.terms import Family
from domain.values import MINOR, Ask, Option, ValueKind, stored
from projections.members.facts import OF_CLIENTS, PRIMARY_OUT, ROLE
from queries.catalogue import LIST, Catalogue, Known
from queries.names import Names
from queries.rows import CaseRow

Cell: TypeAlias = str | Decimal | date | datetime | None
NUMBER, NAME, OWN_NAME, OBO = "number", "name", "own_name", "is_obo"
LEFT_OUT = {ROLE, PRIMARY_OUT, LIST, "client"}  # only asked for, or said by another column
BETWEEN = "; "
# What an import takes again, by other words than the fact's own. `Case` is how it is shown.
HEADED: Mapping[str, str] = {
    NUMBER: "Case number", NAME: "Case", OWN_NAME: "Case name", "type": "Case type",
    "status": "Status",
}  # fmt: skip


class Of(Struct, frozen=True):
    """A case with those whose facts it shows."""

    row: CaseRow
    clients: Sequence[Mapping[str, Any]]  # lines of contacts, of as many types as those have
    contacts: Mapping[UUID, str]  # the names of all that are on it


class Column(Struct, frozen=True):
    key: str
    heading: str
    cell: Callable[[Of], Cell]


def columns(known: Catalogue, names: Names, keys: Sequence[str] | None) -> Sequence[Column]:
    """Those that were chosen, else all; the number first, where it is not chosen elsewhere:

    without it nobody could tell which case a row is. Refuses NoSuchFact.
    """
    there = {each.key: each for each in _all(known, names)}
    chosen = list(there) if keys is None else list(dict.fromkeys(keys))
    for unknown in (key for key in chosen if key not in there):
        raise NoSuchFact(unknown, ", ".join(sorted(there)))
    return [there[key] for key in (chosen if NUMBER in chosen else [NUMBER, *chosen])]


def _all(known: Catalogue, names: Names) -> Iterable[Column]:
    headings = _headings(known)
    for key, fact in known.items():
        if key not in LEFT_OUT:
            yield Column(key, headings[key], _cell(key, fact, names))
        if key == NAME:
            yield Column(OWN_NAME, HEADED[OWN_NAME], lambda of: of.row.own_name)


def _headings(known: Catalogue) -> Mapping[str, str]:
    """What each is called; by its key, where another is called the same."""
    said = {key: HEADED.get(key, it.term.label) for key, it in known.items()}
    taken: dict[str, int] = {shown(HEADED[OWN_NAME]): 1}
    for heading in said.values():
        taken[shown(heading)] = taken.get(shown(heading), 0) + 1
    own = {key for key, it in known.items() if it.built_in}
    alone = {key: taken[shown(heading)] == 1 for key, heading in said.items()}
    return {key: said[key] if alone[key] or key in own else key for key in said}


def shown(heading: str) -> str:
    """As readers of tables compare headings."""
    return " ".join(heading.replace("\u00a0", " ").split()).casefold()


def _cell(key: str, known: Known, names: Names) -> Callable[[Of], Cell]:
    client = {name: of for name, _, of in OF_CLIENTS}
    if key in client:
        return lambda of: _of_clients(of, client[key])
    if known.kind == "contact":
        return lambda of: _joined(of.contacts.get(each) for each in getattr(of.row, key))
    if key == "status":
        return lambda of: _status(of.row, names)
    if key == OBO:  # whoever is silent means no, and an import would take a no for news
        return lambda of: "Yes" if of.row.is_obo else None
    value = _custom(key) if not known.built_in else lambda of: getattr(of.row, key)
    return lambda of: _said(known, value(of))


def _custom(key: str) -> Callable[[Of], Any]:
    return lambda of: of.row.custom.get(key)


def _of_clients(of: Of, fact: str) -> str | None:
    held = (client[fact] for client in of.clients)
    every = (each for one in held for each in (one if isinstance(one, list | tuple) else [one]))
    return _joined(dict.fromkeys(every))


def _status(row: CaseRow, names: Names) -> str:
    """By its name, unless that would be taken for another one's key."""
    kind = names.types.get(row.type)
    label = names.status(row.status, row.type)
    clear = kind is None or label == row.status or label.casefold() not in kind.statuses.keys
    return label if clear else row.status


def _said(known: Known, value: Any) -> Cell:  # of as many types as facts have
    """A value as a cell: in words where it is a key, else in its own kind."""
    if value is None or value == () or value == {}:
        return None
    if isinstance(value, Mapping):
        return _joined(f"{name}: {said}" for name, said in value.items())
    if known.choices:
        every = value if isinstance(value, list | tuple) else [value]
        return _joined(_choice(known, str(each)) for each in every)
    match known.term.family:
        case Family.NUMBER:
            return _number(known, value)
        case Family.YES_NO:
            return "Yes" if value else "No"
        case Family.DAY:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        case Family.INSTANT if isinstance(value, datetime):
            return value.astimezone(UTC)
    return str(value)


def _choice(known: Known, key: str) -> str:
    """By its label, where that alone is read as this choice again."""
    label = next((each.label for each in known.choices if each.key == key), key)
    if known.built_in or known.term.ids:
        return label
    options = tuple(Option(each.key, each.label) for each in known.choices)
    try:
        read = stored(Ask(ValueKind.MULTI_SELECT, options=options), label)
    except ValueError:
        return key
    return label if read == (key,) else key


def _number(known: Known, value: Any) -> Decimal:
    if known.term.kind is not ValueKind.CURRENCY:
        return Decimal(str(value))
    return Decimal(value).scaleb(-MINOR.get(known.term.currency, 2))


def _joined(said: Iterable[str | None]) -> str | None:
    return BETWEEN.join(each for each in said if each) or None
