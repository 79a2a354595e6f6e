"""A change in bulk as the API takes it and shows it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from msgspec import Struct
from pydantic import Field, create_model, model_validator

from caseledger.web.v1.import_view import named
from caseledger.wiring import House
from commands.bulk import ACTIONS
from commands.command import Command, Part
from domain.event import Plain
from queries import bulk
from queries.bulk import BulkItem, Difference, Reason
from queries.bulk_types import TypeCases, TypeOutcomes, by_type
from reactions.bulk.selection import Selection, counted

MOST_PICKED = 1_000
Ids = Annotated[tuple[UUID, ...], Field(max_length=MOST_PICKED)]


class SelectionWish(Part):
    """Cases that are picked, or all that a filter finds, but for some."""

    ids: Ids = ()
    filter: Annotated[
        str | None,
        Field(
            max_length=20_000,
            description="As in the address of a list: `status=active&opted_out.any=sms`.",
        ),
    ] = None
    excluded: Ids = ()

    @model_validator(mode="after")
    def _must_be_one_of_them(self) -> Self:
        if bool(self.ids) == (self.filter is not None):
            raise ValueError("Name the cases, or a filter that finds them: one of both.")
        return self


def _changes() -> Iterator[type[Command]]:
    """Each action, and what its command is told beside the case."""
    for action, kind in ACTIONS.items():
        told: Any = {  # as pydantic takes fields
            name: (field.annotation, field)
            for name, field in kind.model_fields.items()
            if name != "case_id"
        }
        told["action"] = (Literal[action], ...)
        yield create_model(f"{kind.__name__}InBulk", __base__=Command, __doc__=kind.__doc__, **told)


Change: Any = Annotated[reduce(or_, _changes()), Field(discriminator="action")]


class BulkWish(Part):
    """Which cases, and what is to be done with each."""

    selection: SelectionWish
    change: Change  # one of a table, which no checker reads

    @property
    def action(self) -> str:
        return str(self.change.action)

    @property
    def given(self) -> Mapping[str, Plain]:
        told: Mapping[str, Plain] = self.change.model_dump(
            mode="json", exclude={"action"}, exclude_unset=True
        )
        return told

    @property
    def statuses(self) -> Mapping[UUID, str]:
        """By types, where it is a change of status by type."""
        return getattr(self.change, "statuses", {})


class BulkProgress(Struct, frozen=True):
    done: int
    total: int
    rate: float | None  # cases a second


class Bulk(Struct, frozen=True, kw_only=True):
    """`counts`: how many cases came out how, or would; of these, `left` are still to be changed."""

    id: UUID
    state: Literal["planning", "planned", "running", "finished", "stopped", "failed"]
    action: str
    given: Mapping[str, Plain]
    filter: str | None
    position: int
    cases: int
    counts: Mapping[str, int]
    left: int
    reasons: Sequence[Reason]
    by_type: Sequence[TypeOutcomes]
    differs: Difference | None
    progress: BulkProgress | None
    error: str | None
    by: str | None
    at: datetime
    finished_at: datetime | None


class BulkList(Struct, frozen=True):
    bulk: Sequence[Bulk]


class BulkTypes(Struct, frozen=True):
    types: Sequence[TypeCases]


class BulkItems(Struct, frozen=True):
    items: Sequence[BulkItem]
    next: str | None


def seen(house: House, selection: Selection, *, whole: bool = True) -> Bulk:
    """`whole`: with what only its own page shows."""
    it, bulks = selection, house.bulks()
    busy = it.state in ("planning", "running")
    return Bulk(
        id=it.id,
        state=it.state,
        action=it.action,
        given=it.given,
        filter=it.where,
        position=it.position,
        cases=it.cases,
        counts=counted(bulks.staging.counts(it.id)),
        left=bulks.staging.left(it.id),
        reasons=_reasons(house, it.id) if whole else (),
        by_type=_by_type(house, it) if whole else (),
        differs=bulks.differs(it) if whole and it.state == "planned" else None,
        progress=BulkProgress(it.done, it.total, it.rate) if busy else None,
        error=it.error,
        by=named(house, it.by),
        at=it.at,
        finished_at=it.finished_at,
    )


def _reasons(house: House, id: UUID) -> Sequence[Reason]:
    with house.pool.connection() as db:
        return bulk.reasons(db, id)


def _by_type(house: House, it: Selection) -> Sequence[TypeOutcomes]:
    with house.pool.connection() as db:
        return by_type(db, it.id, it.given)
