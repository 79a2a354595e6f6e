"""Custom facts of a case, read by the definitions that its type is bound to."""

from collections.abc import Mapping

from domain.case.details import CUSTOM
from domain.casetype.casetype import CaseType
from domain.casetype.field import Field
from domain.event import Plain
from domain.firm.firm import FIRM, Firm
from domain.ledger import Work


def settled(work: Work, kind: CaseType, given: Mapping[str, Plain]) -> Mapping[str, Plain]:
    """`given` with its custom facts in their stored form. Refuses FieldNotOfType and BadFacts."""
    custom = {name: value for name, value in given.items() if name.startswith(CUSTOM)}
    if not custom:
        return given
    country = work.find(Firm, FIRM).settings["country"]
    fields = {name: work.get(Field, kind.fields.binding(name).field) for name in custom}
    return {**given, **{n: fields[n].value(value, country) for n, value in custom.items()}}
