"""Cells: how the text of one column becomes a part of a row's draft."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias

from commands.contacts import Label
from domain.case.details import FACTS as CASE_FACTS
from domain.contact.card import FACTS as CONTACT_FACTS
from domain.contact.card import ContactKind
from domain.facts import Fact
from domain.imports.table import Row, is_exported
from domain.values import Ask, ValueKind, email, phone, stored, text
from reactions.importer.books import Books, role_of
from reactions.importer.dates import ISO, is_short, read
from reactions.importer.drafts import Draft, named
from reactions.importer.formulas import unguarded
from reactions.importer.targets import DATA, NEW_FIELD, PARTS, PHONES
from reactions.importer.wishes import NEW, Column, Options

Put: TypeAlias = Callable[[Draft, str], None]  # takes a cell that is not blank into a draft
SEVERAL = re.compile(r"[;\n]")
EXTENSION = re.compile(r"(?:x|ext\.?|extension)\s*\d+\s*$", re.IGNORECASE)
OTHER_ROLE = "other"


class Reader:
    """Turns rows into drafts by what the columns are taken for."""

    def __init__(self, columns: Sequence[Column], options: Options, books: Books) -> None:
        self._puts = [(c, _put(c, options, books)) for c in columns if c.target]
        taken = {column.target for column in columns}
        # What every row says, though no column does.
        self._constants = [
            (value, _put(Column(index=-1, header=key, target=key), options, books))
            for key, value in options.defaults.items()
            if key not in taken
        ]
        self._options = options
        # A CSV of ours, whose cells were made harmless for spreadsheets, is given back.
        last = [column.header for column in columns[-1:]]
        self._guarded = is_exported(last) or [each.casefold() for each in last] == ["reason"]

    def draft(self, row: Row) -> Draft:
        draft = Draft(row.number)
        for column, put in self._puts:
            cell = text(row.cells[column.index])
            if self._guarded:
                cell = unguarded(cell)
            cell = cell or self._options.defaults.get(column.target or "", "")
            if cell:
                put(draft, cell)
            elif self._options.blanks == "clear":
                _clear(draft, column.target or "")
        for value, put in self._constants:
            put(draft, value)
        for person in draft.people.values():
            if wrong := named(person):
                draft.errors.append(wrong)
        return draft


def _put(column: Column, options: Options, books: Books) -> Put:
    target = column.target or ""
    of, _, name = target.partition(".")
    match of, name:
        case "case", ("number" | "type" | "status"):
            return partial(_attribute, name=name, column=column)
        case _ if target == DATA:
            return partial(_data, header=column.header)
        case "case", _ if name in CASE_FACTS:
            return partial(_case_fact, name=name, read=_fact(CASE_FACTS[name], column, options))
        case "case", _ if name in books.fields:
            definition = books.fields[name].definition
            ask = definition.ask(books.country)
            return partial(
                _case_fact, name=name, read=_value(ask, definition.label, column, options)
            )
        case _ if target.startswith(NEW_FIELD):
            raise LookupError(f"The field for {column.header} was not made.")
        case _:
            return _of_person(of, name, column, options, books)


def _of_person(of: str, name: str, column: Column, options: Options, books: Books) -> Put:
    if name in PHONES:
        country = books.country
        return partial(_phone, of=of, label=PHONES[name][1], country=country, options=options)
    if name in CONTACT_FACTS:
        return partial(
            _person_fact, of=of, name=name, read=_fact(CONTACT_FACTS[name], column, options)
        )
    if name in PARTS:
        return partial(_address, of=of, part=name)
    match name:
        case "email":
            return partial(_email, of=of, options=options)
        case "role":
            return partial(_role, of=of, column=column)
        case "kind":
            return partial(_kind, of=of)
        case _:
            return partial(_name, of=of)


Read: TypeAlias = Callable[[Draft, str], object]


def _fact(fact: Fact, column: Column, options: Options) -> Read:
    return _value(Ask(fact.given_as or ValueKind.TEXT), fact.heading, column, options)


def _value(ask: Ask, heading: str, column: Column, options: Options) -> Read:
    """How a cell is read as a value of that kind; None: it is left out, and the draft says why."""
    match ask.kind:
        case ValueKind.DATE:
            way = column.format or options.date_format or ISO
            return partial(_date, heading=heading, way=way)
        case ValueKind.SELECT | ValueKind.MULTI_SELECT:
            return partial(_choice, ask=ask, heading=heading, column=column)
        case ValueKind.PHONE | ValueKind.EMAIL if options.invalid == "leave":
            return partial(_stored, ask=ask, heading=heading, doubts=True)
        case _:
            return partial(_stored, ask=ask, heading=heading)


def _stored(draft: Draft, cell: str, *, ask: Ask, heading: str, doubts: bool = False) -> object:
    try:
        return stored(ask, cell)
    except ValueError as why:
        (draft.warnings if doubts else draft.errors).append(f"{heading}: {why}")
        return None


def _date(draft: Draft, cell: str, *, heading: str, way: str) -> object:
    found = read(cell, way)
    if found is None:
        draft.errors.append(f"{heading}: “{cell}” is not a date ({way}).")
        return None
    if is_short(cell):
        draft.warnings.append(f"{heading}: “{cell}” is taken for {found}.")
    return found.isoformat()


def _choice(draft: Draft, cell: str, *, ask: Ask, heading: str, column: Column) -> object:
    chosen = column.choices.get(cell, cell)
    if chosen == NEW:
        chosen = cell
    try:
        if chosen is not None:
            return stored(ask, chosen)
    except ValueError as why:
        if cell not in column.choices:
            draft.warnings.append(f"{heading}: {why} It is left out.")
            return None
    draft.warnings.append(f"{heading}: “{cell}” is left out.")
    return None


def _attribute(draft: Draft, cell: str, *, name: str, column: Column) -> None:
    chosen = column.choices.get(cell, cell)
    if chosen is None:
        draft.warnings.append(f"{column.header}: “{cell}” is left out.")
    else:
        setattr(draft, name, cell if chosen == NEW else chosen)


def _data(draft: Draft, cell: str, *, header: str) -> None:
    draft.data[header] = cell


def _case_fact(draft: Draft, cell: str, *, name: str, read: Read) -> None:
    value = read(draft, cell)
    if value is not None and draft.facts.get(name) is None:
        draft.facts[name] = value  # type: ignore[assignment]  # plain: it comes from `stored`


def _person_fact(draft: Draft, cell: str, *, of: str, name: str, read: Read) -> None:
    value = read(draft, cell)
    facts = draft.person(of).facts
    if value is not None and facts.get(name) is None:
        facts[name] = value  # type: ignore[assignment]  # plain: it comes from `stored`


def _phone(
    draft: Draft, cell: str, *, of: str, label: Label, country: str, options: Options
) -> None:
    held = draft.person(of).phones
    for each in filter(None, map(str.strip, SEVERAL.split(cell))):
        try:
            number = phone(each, country)
        except ValueError as why:
            _doubt(draft, f"{why} It is left out.", options)
            continue
        if EXTENSION.search(each):
            draft.warnings.append(f"“{each}”: the extension is left out.")
        if number not in [known for known, _ in held]:
            held.append((number, label))


def _email(draft: Draft, cell: str, *, of: str, options: Options) -> None:
    held = draft.person(of).emails
    for each in filter(None, map(str.strip, re.split(r"[;,\s]", cell))):
        try:
            address = email(each)
        except ValueError as why:
            _doubt(draft, f"{why} It is left out.", options)
            continue
        if address not in held:
            held.append(address)


def _doubt(draft: Draft, sentence: str, options: Options) -> None:
    (draft.errors if options.invalid == "fail" else draft.warnings).append(sentence)


def _address(draft: Draft, cell: str, *, of: str, part: str) -> None:
    draft.person(of).address.setdefault(part, cell)


def _name(draft: Draft, cell: str, *, of: str) -> None:
    person = draft.person(of)
    person.name = person.name or cell


def _kind(draft: Draft, cell: str, *, of: str) -> None:
    said = cell.casefold()
    if said in tuple(ContactKind):
        draft.person(of).kind = ContactKind(said)
    else:
        draft.warnings.append(f"“{cell}” is neither individual nor business; it is left out.")


def _role(draft: Draft, cell: str, *, of: str, column: Column) -> None:
    person = draft.person(of)
    chosen = column.choices.get(cell, role_of(cell))
    if chosen is None:
        draft.warnings.append(f"“{cell}” is not a known role; it is linked as Other.")
    person.role = cell if chosen == NEW else chosen or OTHER_ROLE


def _clear(draft: Draft, target: str) -> None:
    """A blank cell that empties the fact: only facts can be emptied so."""
    of, _, name = target.partition(".")
    if of == "case" and (name in CASE_FACTS or name.startswith("x_")) and target != DATA:
        draft.facts.setdefault(name, None)
    elif name in CONTACT_FACTS:
        draft.person(of).facts.setdefault(name, None)
