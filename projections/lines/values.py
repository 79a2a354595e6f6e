"""Custom values as typed rows: filtered and sorted as what they are, never cast out of JSON."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from domain.case.case import Case
from domain.case.details import CUSTOM, CaseDetailsRevised
from domain.case.opening import CaseOpened
from domain.event import Plain
from domain.values import ValueKind
from domain.words import compared
from projections.indexes import CASE_VALUE
from projections.lines.lines import Definitions, Lines
from projections.states import State


class CaseValue(Struct, frozen=True, kw_only=True):
    """One value; of several choices, one a row. Money counts minor units, yes is 1 and no is 0."""

    case_id: UUID
    field: str
    n: int = 0
    text: str | None = None
    text_key: str | None = None  # as texts are sorted and compared
    number: Decimal | None = None
    day: date | None = None
    at: datetime | None = None


def rows(state: State, fields: Definitions) -> Sequence[CaseValue]:
    case = state.it
    assert isinstance(case, Case)
    return [
        msgspec.convert({"case_id": case.id, "field": name, "n": n, **columns}, CaseValue)
        for name, value in case.details.facts.items()
        if name.startswith(CUSTOM) and value is not None
        for n, columns in enumerate(typed(fields[name].kind if name in fields else None, value))
    ]


def typed(kind: ValueKind | None, value: Plain) -> Iterator[dict[str, Any]]:
    match kind, value:
        case (ValueKind.NUMBER | ValueKind.PERCENTAGE | ValueKind.CURRENCY, _):
            yield {"number": Decimal(str(value))}
        case (ValueKind.YES_NO, _):
            yield {"number": Decimal(bool(value))}
        case (ValueKind.DATE, _):
            yield {"day": value}
        case (ValueKind.DATE_TIME, _):
            yield {"at": value}
        case (_, list() | tuple()):
            for each in value:
                yield _text(str(each))
        case (_, dict()):
            yield _text(", ".join(map(str, value.values())))
        case _:
            yield _text(str(value))


def _text(value: str) -> dict[str, Any]:
    return {"text": value, "text_key": compared(value)}


CASE_VALUES = Lines(
    name="case_value",
    row=CaseValue,
    rows=rows,
    of="case",
    news=lambda batch: batch.streams_with(CaseOpened, CaseDetailsRevised),
    key=("case_id", "field", "n"),
    owner="case_id",
    custom=True,
    indexes=CASE_VALUE,
)
