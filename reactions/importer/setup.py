"""What must be there before the rows: types, fields, options and statuses that they ask for."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from msgspec.structs import replace

from commands.command import Command
from commands.fields import AddOption, BindField, DefineField
from commands.ids import new_id
from commands.lists import NAME, CreateCaseList
from commands.types import AddStatus, DefineCaseType, NewStatus
from commands.work import UnitOfWork
from domain.casetype.casetype import CaseType
from domain.casetype.field import CHOICES, Field
from domain.ledger import Header
from domain.lists.caselist import CaseList
from domain.refusals import Invalid, NoCaseType, NotMapped
from domain.values import ValueKind
from domain.words import folded
from reactions.importer.books import Books, status_of
from reactions.importer.staged import Setup, Staged, Staging
from reactions.importer.targets import NEW_FIELD
from reactions.importer.wishes import NEW, Column
from reactions.supposed import Supposed

MOST_OPTIONS = 200
COMMANDS: dict[str, type[Command]] = {
    kind.__name__: kind
    for kind in (DefineCaseType, DefineField, BindField, AddOption, AddStatus, CreateCaseList)
}


class Preparing:
    """Decides what must be made on the supposed ledger, and keeps how to say it for real."""

    def __init__(
        self, staged: Staged, staging: Staging, supposed: Supposed, books: Books, header: Header
    ) -> None:
        self._staged, self._staging = staged, staging
        self._supposed, self._books, self._header = supposed, books, header
        self.setup: list[Setup] = []
        self.list_id: UUID | None = None  # that the cases are put on

    def prepare(self) -> tuple[Column, ...]:
        """The columns, each with a target that is there."""
        types = list(self._types())
        if self._staged.kind == "cases" and not types:
            raise NoCaseType
        if self._staged.options.list:
            self.list_id = self._list(self._staged.options.list, set(types))
        columns = tuple(map(self._field, self._staged.columns))
        for column in columns:
            if column.target == "case.status":
                self._statuses(column, types)
            elif (key := (column.target or "").removeprefix("case.")) in self._books.fields:
                if not self._staged.found.exported:  # there a column is not of every type
                    self._bound(self._books.fields[key].id, types)
                self._options(column, key)
        return columns

    def _types(self) -> Iterator[UUID]:
        """The types that the cases of this file will have, made where they are missing."""
        if self._staged.options.type:
            yield self._type(self._staged.options.type)
        for column in self._staged.columns:
            if column.target != "case.type":
                continue
            for said, _ in self._staging.values(self._staged.id, column.index, MOST_OPTIONS):
                chosen = column.choices.get(said, said)
                if chosen == NEW:
                    yield self._type(said)
                elif chosen and (kind := self._books.type(chosen)):
                    yield kind.id

    def _list(self, named: str, types: set[UUID]) -> UUID:
        """The list of that name; one that is missing is made, for the file's type if it has one."""
        if self._staged.kind != "cases":
            raise NotMapped("Only cases can be put on a list.")
        held = self._supposed.holder(NAME, (named,))
        if held is None:
            only = next(iter(types)) if len(types) == 1 else None
            made = CreateCaseList(list_id=new_id(), name=named, type=only)
            self._give(made)
            return made.list_id
        it = self._supposed.load(CaseList, held)
        it.must_be_by_hand()
        if it.card.type and types != {it.card.type}:
            raise NotMapped(f"The list {it.card.name} is for cases of another type than these.")
        return held

    def _type(self, named: str) -> UUID:
        if kind := self._books.type(named):
            return kind.id
        made = DefineCaseType(type_id=new_id(), name=named)
        self._give(made)
        self._books.types[named] = self._supposed.load(CaseType, made.type_id)
        return made.type_id

    def _field(self, column: Column) -> Column:
        kind = (column.target or "").removeprefix(NEW_FIELD)
        if kind == column.target or column.target is None:
            return column
        known = {folded(f.definition.label): k for k, f in self._books.fields.items()}
        if same := known.get(folded(column.header)):
            return replace(column, target=f"case.{same}")
        if kind not in tuple(ValueKind):
            raise NotMapped(f"There is no kind of field called {kind}.")
        made = DefineField(
            field_id=new_id(),
            label=column.header,
            kind=ValueKind(kind),
            options=tuple(self._labels(column)) if kind in CHOICES else (),
        )
        self._give(made)
        field = self._supposed.load(Field, made.field_id)
        self._books.fields = {**self._books.fields, field.definition.key: field}
        return replace(column, target=f"case.{field.definition.key}")

    def _labels(self, column: Column) -> Sequence[str]:
        values = self._staging.values(self._staged.id, column.index, MOST_OPTIONS + 1)
        if len(values) > MOST_OPTIONS:
            raise NotMapped(
                f"“{column.header}” has more than {MOST_OPTIONS} different values: make it a text"
                " field."
            )
        return list({folded(said): said for said, _ in reversed(values)}.values())[::-1]

    def _bound(self, field: UUID, types: Sequence[UUID]) -> None:
        for each in dict.fromkeys(types):
            kind = self._supposed.load(CaseType, each)
            if field not in [binding.field for binding in kind.fields.bindings]:
                self._give(BindField(type_id=each, field_id=field))
                self._anew(each)

    def _options(self, column: Column, key: str) -> None:
        field = self._books.fields[key]
        for said in (value for value, chosen in column.choices.items() if chosen == NEW):
            known = {folded(option.label) for option in field.definition.options}
            if folded(said) not in known:
                self._give(AddOption(field_id=field.id, label=said))
                field = self._supposed.load(Field, field.id)
                self._books.fields = {**self._books.fields, key: field}

    def _statuses(self, column: Column, types: Sequence[UUID]) -> None:
        for said in (value for value, chosen in column.choices.items() if chosen == NEW):
            for each in dict.fromkeys(types):
                if status_of(self._supposed.load(CaseType, each), said) is None:
                    self._give(AddStatus(type_id=each, status=NewStatus(name=said)))
                    self._anew(each)

    def _anew(self, id: UUID) -> None:
        """The books hold a type under each name that it was asked for by."""
        now = self._supposed.load(CaseType, id)
        known = self._books.types
        known.update({name: now for name, kind in known.items() if kind and kind.id == id})

    def _give(self, command: Command) -> None:
        work = UnitOfWork(self._supposed, self._header, {}, {})
        try:
            command.decide(work)
            self._supposed.append(work.commit(command.about, "setup", b""))
        except Invalid as why:
            raise NotMapped(str(why)) from None
        name = type(command).__name__
        self.setup.append(Setup(name, command.model_dump_json(exclude_unset=True)))
