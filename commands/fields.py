"""What people may ask of custom fields: defined once, bound to as many types as need them."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from commands.command import Command, Sentence, Words
from commands.ids import new_id
from commands.types import TypeCommand
from domain.case.details import CUSTOM
from domain.casetype import options
from domain.casetype.casetype import CaseType
from domain.casetype.field import Field as CustomField
from domain.casetype.field import FieldDefined
from domain.casetype.fields import Binding
from domain.ledger import Work
from domain.values import ValueKind
from domain.words import key_of

KEY = "field-key"  # the claim


class DefineField(Command):
    """Define a custom field of the firm. Its key is made once from its label."""

    permission = "settings.edit"
    begins = True
    field_id: UUID = Field(default_factory=new_id)
    label: Words
    kind: ValueKind
    options: tuple[Words, ...] = Field(default=(), max_length=1_000)
    currency: Annotated[Words, Field(pattern=r"^[A-Z]{3}$")] | None = None
    help: Sentence | None = None
    group: Words | None = None
    searched: bool = False

    @property
    def about(self) -> UUID:
        return self.field_id

    def decide(self, work: Work) -> None:
        field = work.find(CustomField, self.field_id)
        key = free_key(work, self.label)
        defined = FieldDefined(
            key=key,
            label=self.label,
            kind=self.kind,
            options=options.options_of(self.options),
            currency=self.currency,
            help=self.help,
            group=self.group,
            searched=self.searched,
        )
        work.record(field, field.define(defined))
        work.claim(KEY, key, stream=self.field_id)


class FieldCommand(Command):
    """A command about a field that exists."""

    permission = "settings.edit"
    field_id: UUID

    @property
    def about(self) -> UUID:
        return self.field_id


class ReviseField(FieldCommand):
    """Change a field's label, help, group, or whether the search finds it."""

    label: Words | None = None
    help: Sentence | None = None
    group: Words | None = None
    searched: bool | None = None

    def decide(self, work: Work) -> None:
        field = work.get(CustomField, self.field_id)
        given = self.model_dump(exclude_unset=True, exclude={"field_id"})
        kept = {n: v for n, v in given.items() if v is not None or n in ("help", "group")}
        work.record(field, field.definition.revise(kept))


class AddOption(FieldCommand):
    """Add a choice to a field."""

    label: Words

    def decide(self, work: Work) -> None:
        field = work.get(CustomField, self.field_id)
        work.record(field, options.add(field.definition.options, self.label))


class RenameOption(FieldCommand):
    """Reword a choice. What is stored with cases stays."""

    option: Words
    label: Words

    def decide(self, work: Work) -> None:
        field = work.get(CustomField, self.field_id)
        work.record(field, options.rename(field.definition.options, self.option, self.label))


class RetireOption(FieldCommand):
    """Offer a choice no more. Cases that have it keep it."""

    option: Words

    def decide(self, work: Work) -> None:
        field = work.get(CustomField, self.field_id)
        work.record(field, options.retire(field.definition.options, self.option, None))


class RemoveOption(FieldCommand):
    """Offer a choice no more, and give another to the cases that have it, in the background."""

    option: Words
    replacement: Words

    def decide(self, work: Work) -> None:
        field = work.get(CustomField, self.field_id)
        its = field.definition.options
        work.record(field, options.retire(its, self.option, self.replacement))


class ReinstateOption(FieldCommand):
    """Offer a retired choice again."""

    option: Words

    def decide(self, work: Work) -> None:
        field = work.get(CustomField, self.field_id)
        work.record(field, options.reinstate(field.definition.options, self.option))


class ReorderOptions(FieldCommand):
    """Put the choices of a field in another order."""

    order: tuple[Words, ...] = Field(max_length=1_000)

    def decide(self, work: Work) -> None:
        field = work.get(CustomField, self.field_id)
        work.record(field, options.reorder(field.definition.options, self.order))


class RetireField(FieldCommand):
    """Offer a field no more. Its values stay in history."""

    def decide(self, work: Work) -> None:
        field = work.get(CustomField, self.field_id)
        work.record(field, field.definition.retire())


class ReinstateField(FieldCommand):
    """Offer a retired field again, with the values it had."""

    def decide(self, work: Work) -> None:
        field = work.get(CustomField, self.field_id)
        work.record(field, field.definition.reinstate())


class BindField(TypeCommand):
    """Give a type a field that the firm has: the same field, not a copy."""

    field_id: UUID
    required: bool = False
    required_from: Words | None = None  # a status of the type

    def decide(self, work: Work) -> None:
        kind, field = work.get(CaseType, self.type_id), work.get(CustomField, self.field_id)
        since = kind.statuses.chosen(self.required_from) if self.required_from else None
        binding = Binding(
            field=field.id,
            key=field.definition.key,
            required=self.required,
            required_from=since,
        )
        work.record(kind, kind.fields.bind(binding))


class UnbindField(TypeCommand):
    """Take a field from a type. Values are kept, out of sight."""

    field: Words

    def decide(self, work: Work) -> None:
        kind = work.get(CaseType, self.type_id)
        work.record(kind, kind.fields.unbind(self.field))


class RequireField(TypeCommand):
    """Say whether cases of a type need a value, and from which status on."""

    field: Words
    required: bool
    required_from: Words | None = None

    def decide(self, work: Work) -> None:
        kind = work.get(CaseType, self.type_id)
        since = kind.statuses.chosen(self.required_from) if self.required_from else None
        work.record(kind, kind.fields.require(self.field, self.required, since))


class ReorderFields(TypeCommand):
    """Put the fields of a type in another order."""

    order: tuple[Words, ...] = Field(max_length=1_000)

    def decide(self, work: Work) -> None:
        kind = work.get(CaseType, self.type_id)
        work.record(kind, kind.fields.reorder(self.order))


def free_key(work: Work, label: str) -> str:
    """`x_est_value` for “Est. value”, or the next one that no field has."""
    stem = key_from(label)
    key, n = stem, 1
    while work.holder(KEY, key):
        n += 1
        key = f"{stem}_{n}"
    return key


def key_from(label: str) -> str:
    """Keyed so that no later built-in fact can collide."""
    return CUSTOM + key_of(label).replace("-", "_")
