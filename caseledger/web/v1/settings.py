"""Reading what the firm has defined: types of case, fields, people."""

from collections.abc import Sequence
from typing import Literal

from fastapi import APIRouter, Depends, Response
from msgspec import Struct

from caseledger.web.house import May, TheHouse, answer
from caseledger.web.openapi import answers
from caseledger.web.reading import Db, Seen, read
from queries import catalogue, settings
from queries.catalogue import FactRow
from queries.names import names
from queries.settings import PersonRow, TypeRow

router = APIRouter(prefix="/v1", tags=["Types and fields"])

READS = [Depends(May("settings.read"))]
VIEWS = ("state",)


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
