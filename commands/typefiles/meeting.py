"""A field of a file meets the firm's fields: it is made, or is one that the firm has."""

from collections.abc import Container
from uuid import UUID, uuid5

from msgspec import Struct

from commands.fields import KEY, key_from
from commands.typefiles.form import FileField, FileOption
from domain.casetype import options
from domain.casetype.field import Field, FieldDefined
from domain.casetype.fields import Binding
from domain.ledger import Work
from domain.values import Option
from domain.words import folded


class Meeting(Struct, frozen=True):
    at: str
    given: FileField
    own: Field  # the firm's; one that does not exist yet is made

    @property
    def binding(self) -> Binding:
        return Binding(
            field=self.own.id,
            key=self.own.definition.key or self.given.key,
            required=self.given.required,
            required_from=self.given.required_from,
        )

    def known(self, option: FileOption) -> Option | None:
        """The option of the firm's field that this one is: by its key, else by its label."""
        has = self.own.definition.options
        by_key = (each for each in has if each.key == option.key)
        by_label = (each for each in has if folded(each.label) == folded(option.label))
        return next(by_key, None) or next(by_label, None)

    def settle(self, work: Work) -> None:
        """Record what the firm lacks of it."""
        own = self.own
        if own.exists:
            for option in self.given.options:
                if not option.retired and self.known(option) is None:
                    added = options.add(own.definition.options, option.label, option.key)
                    own = work.record(own, added)
            return
        own = work.record(own, own.define(_defined(self.given)))
        work.claim(KEY, self.given.key, stream=own.id)
        if self.given.retired:
            work.record(own, own.definition.retire())


def meet(work: Work, type: UUID, at: str, given: FileField, keys: Container[str]) -> Meeting:
    """By its key; where no field has that, by what it is called: a field of that label and kind.

    `keys` are those of the file: a field that another one of them names is not taken for this.
    """
    holder, named = work.holder(KEY, given.key), key_from(given.label)
    if holder is None and named not in keys and (found := work.holder(KEY, named)):
        its = work.get(Field, found).definition
        if (folded(its.label), its.kind) == (folded(given.label), given.kind):
            holder = found
    if holder:
        return Meeting(at, given, work.get(Field, holder))
    return Meeting(at, given, work.find(Field, uuid5(type, given.key)))


def _defined(given: FileField) -> FieldDefined:
    return FieldDefined(
        key=given.key,
        label=given.label,
        kind=given.kind,
        options=tuple(Option(each.key, each.label, each.retired) for each in given.options),
        currency=given.currency,
        help=given.help,
        group=given.group,
        searched=given.searched,
    )
