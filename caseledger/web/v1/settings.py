"""Reading what the firm has defined: types of case, fields, people."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from msgspec import Struct

from caseledger.web.house import May, TheHouse, answer
from caseledger.web.openapi import answers
from caseledger.web.reading import LAST, AsOf, Before, Db, Limit, Seen, Which, instant, read
from queries import catalogue, defined, settings, uses
from queries.activity import EntryPage
from queries.catalogue import FactRow
from queries.defined import TypeThen
from queries.names import names
from queries.settings import PersonRow, TypeRow
from queries.uses import FieldUse, TypeUse

router = APIRouter(prefix="/v1", tags=["Types and fields"])

READS = [Depends(May("settings.read"))]
USES = [*READS, Depends(May("cases.read"))]
VIEWS = ("state",)
NOW = str(LAST)
LINES = ("state", "case_line", "case_value")


class CaseTypes(Struct, frozen=True):
    case_types: Sequence[TypeRow]
    stale: bool


class Fields(Struct, frozen=True):
    fields: Sequence[FactRow]
    stale: bool


class People(Struct, frozen=True):
    people: Sequence[PersonRow]
    stale: bool


@router.get("/case-types", responses=answers(CaseTypes), dependencies=READS)
def case_types(house: TheHouse, min_position: Seen = 0) -> Response:
    """The types of case in their order, with their statuses and fields."""

    def look(db: Db, stale: bool) -> CaseTypes:
        return CaseTypes(settings.case_types(names(db)), stale)

    return answer(read(house, min_position, VIEWS, look))


@router.get("/case-types/{type_id}", responses=answers(TypeThen, 404), dependencies=READS)
def one_type(
    type_id: UUID,
    house: TheHouse,
    as_of: AsOf = None,
) -> Response:
    """A type with its fields, as it is or as it was."""

    def look(db: Db, _: bool) -> TypeThen:
        return defined.type_at(db, house.ledger, type_id, instant(house, db, as_of or NOW))

    return answer(read(house, 0, (), look))


@router.get("/case-types/{type_id}/activity", responses=answers(EntryPage, 404), dependencies=READS)
def type_activity(
    type_id: UUID, house: TheHouse, which: Which, before: Before = None, limit: Limit = 50
) -> Response:
    """What happened to a type and, while it had them, to its fields. The newest first."""

    def look(db: Db, _: bool) -> EntryPage:
        return defined.of_type(db, house.ledger, type_id, which, before, limit)

    return answer(read(house, 0, (), look))


@router.get("/case-types/{type_id}/use", responses=answers(TypeUse, 404), dependencies=USES)
def type_use(type_id: UUID, house: TheHouse, min_position: Seen = 0) -> Response:
    """How many cases of a type are in each status."""
    return answer(
        read(house, min_position, LINES, lambda db, _: uses.of_type(db, names(db), type_id))
    )


@router.get("/fields/{field_id}/activity", responses=answers(EntryPage, 404), dependencies=READS)
def field_activity(
    field_id: UUID, house: TheHouse, which: Which, before: Before = None, limit: Limit = 50
) -> Response:
    """What happened to a custom field, the newest first."""

    def look(db: Db, _: bool) -> EntryPage:
        return defined.of_field(db, house.ledger, field_id, which, before, limit)

    return answer(read(house, 0, (), look))


@router.get("/fields/{field_id}/use", responses=answers(FieldUse, 404), dependencies=USES)
def field_use(field_id: UUID, house: TheHouse, min_position: Seen = 0) -> Response:
    """How many cases have a value in a custom field: by their types and by what they chose."""
    return answer(
        read(house, min_position, LINES, lambda db, _: uses.of_field(db, names(db), field_id))
    )


@router.get("/fields", responses=answers(Fields), dependencies=READS)
def fields(
    house: TheHouse, of: Literal["case", "contact"] = "case", min_position: Seen = 0
) -> Response:
    """Every fact of a list, built in or custom: what it is called and what it may be asked."""

    def look(db: Db, stale: bool) -> Fields:
        known = names(db)
        facts = catalogue.of_cases(known) if of == "case" else catalogue.of_contacts(known)
        return Fields(catalogue.rows(facts), stale)

    return answer(read(house, min_position, VIEWS, look))


@router.get("/people", responses=answers(People), dependencies=[Depends(May("people.read"))])
def people(house: TheHouse, min_position: Seen = 0) -> Response:
    """Who works here, by name; who does not any more is not active."""

    def look(db: Db, stale: bool) -> People:
        return People(settings.people(names(db)), stale)

    return answer(read(house, min_position, VIEWS, look))
