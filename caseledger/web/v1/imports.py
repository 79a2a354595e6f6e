"""Imports: a file is sent, mapped, planned, looked at, and run."""

from collections.abc import Sequence
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Query, Response, UploadFile
from fastapi.responses import StreamingResponse
from msgspec import convert
from pydantic import BaseModel, ConfigDict, Field

from caseledger.adapters.tables.limits import MOST_COLUMNS
from caseledger.error_file import error_file
from caseledger.imports import Received
from caseledger.web.commands import BODY
from caseledger.web.house import May, TheHouse, Who, answer
from caseledger.web.openapi import answers
from caseledger.web.reading import Cursor, Limit, Seen, after
from caseledger.web.strict import StrictRoute
from caseledger.web.table import CSV, TABLE, attached
from caseledger.web.v1.import_view import (
    Import,
    ImportList,
    ImportRows,
    PresetList,
    seen,
    shown,
)
from commands.command import Words
from domain.imports.imports import ImportKind
from domain.imports.table import How
from domain.ledger import Actor, Receipt
from queries.imports import Which, rows
from reactions.importer.setup import COMMANDS
from reactions.importer.staged import Outcome
from reactions.importer.template import template
from reactions.importer.wishes import MATCH, Blanks, Column, Duplicates, Invalid, Matched, Options

router = APIRouter(prefix="/v1/imports", tags=["Imports"])
strict = APIRouter(prefix="/v1/imports", tags=["Imports"], route_class=StrictRoute)

READS = [Depends(May("imports.read"))]
RUNS = [Depends(May("imports.run"))]
NEWEST = 200
LIKE = "An earlier import: its options, and its mapping where a column has the same heading."

Cell = Annotated[str, Field(max_length=100_000)]
Key = Annotated[str, Field(max_length=200)]
Format = Literal["yyyy-mm-dd", "dd/mm/yyyy", "mm/dd/yyyy", "dd/mm/yy", "mm/dd/yy"]


class Wish(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ChoiceWish(Wish):
    """What a value stands for: a key, `+new` to make one of its name, null for nothing."""

    value: Cell
    target: Key | None = None


class ColumnWish(Wish):
    index: int = Field(ge=0, lt=MOST_COLUMNS)
    target: Key | None = None
    format: Format | None = None
    choices: tuple[ChoiceWish, ...] = Field(default=(), max_length=1_000)


class OptionsWish(Wish):
    type: Words | None = None
    duplicates: Duplicates = "skip"
    match: tuple[Matched, ...] = Field(default=MATCH, max_length=len(MATCH))
    date_format: Format | None = None
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    blanks: Blanks = "leave"
    invalid: Invalid = "leave"
    defaults: dict[Key, Words] = Field(default_factory=dict, max_length=200)
    preset: Key | None = None
    list: Words | None = None


class HowWish(Wish):
    """How to read the file, where what was found is not what it is."""

    encoding: Key | None = None
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    sheet: Key | None = None
    header_row: Annotated[int, Field(ge=1, le=1_000)] | None = None


class PresetWish(Wish):
    name: Words


class Wishes(Wish):
    columns: tuple[ColumnWish, ...] = Field(default=(), max_length=MOST_COLUMNS)
    options: OptionsWish = Field(default_factory=OptionsWish)
    read: HowWish | None = None


@router.post(
    "",
    responses=answers(Import, 400, 404, 413, status=201, says="It is there to be mapped."),
    dependencies=RUNS,
    status_code=201,
)
def receive(
    file: Annotated[UploadFile, File(description="CSV, TSV, XLSX or XLS, below 50 MB.")],
    kind: Annotated[ImportKind, Form(description="What a row is.")],
    house: TheHouse,
    who: Who,
    preset: Annotated[str | None, Form(max_length=100)] = None,
    like: Annotated[UUID | None, Form(description=LIKE)] = None,
) -> Response:
    """Send a file. Nothing is written but the file itself."""
    by = Actor(who.kind, str(who.id))
    name, options = file.filename or "file", Options(preset=preset)
    received = Received(name, kind, by, options=options, like=like)
    return answer(seen(house, house.imports().receive(file.file, received)), 201)


@router.get("", responses=answers(ImportList), dependencies=READS)
def import_list(house: TheHouse) -> Response:
    """The imports, the newest first."""
    every = house.imports().staging.all(NEWEST)
    return answer(ImportList([seen(house, each, whole=False) for each in every]))


@router.get(
    "/templates/{kind}.csv",
    responses=answers(Import) | TABLE,
    dependencies=READS,
    response_class=Response,
)
def import_template(kind: ImportKind, house: TheHouse) -> Response:
    """A file with the headers that are understood by themselves, and no rows."""
    table = template(kind, house.imports().fields())
    return Response(table, media_type=CSV, headers=attached(f"{kind}.csv"))


@router.get("/presets", responses=answers(PresetList), dependencies=READS)
def import_presets(house: TheHouse, min_position: Seen = 0) -> Response:
    """The settings that the firm keeps under names, each with the headings that it knows."""
    return answer(PresetList(house.imports().presets.all(min_position)))


@router.get("/{id}", responses=answers(Import, 404), dependencies=READS)
def one_import(id: UUID, house: TheHouse) -> Response:
    """How an import stands."""
    return answer(seen(house, house.imports().staging.get(id)))


@strict.put("/{id}/mapping", responses=answers(Import, *BODY), dependencies=RUNS)
def mapping(id: UUID, wishes: Wishes, house: TheHouse) -> Response:
    """Say what columns are taken for, and what holds for all rows. The plan is made anew."""
    imports = house.imports()
    if wishes.read:
        imports.again(id, How(**wishes.read.model_dump()))
    columns = {each.index: _column(each) for each in wishes.columns}
    options = convert(wishes.options.model_dump(), Options)
    return answer(seen(house, imports.wish(id, columns, options)))


@strict.post("/{id}/preset", responses=answers(Receipt, *BODY), dependencies=RUNS)
def save_preset(id: UUID, wish: PresetWish, house: TheHouse, who: Who) -> Response:
    """Keep what columns are taken for, and the options, under a name: the firm's from then on."""
    imports = house.imports()
    return answer(imports.presets.save(wish.name, imports.staging.get(id), who.header()))


@router.post("/{id}/dry-run", responses=answers(Import, 404, 409), dependencies=RUNS)
def dry_run(id: UUID, house: TheHouse) -> Response:
    """Have it worked out what would become of every row. Nothing is written."""
    return answer(seen(house, house.imports().ask_plan(id)))


@router.post("/{id}/run", responses=answers(Import, 404, 409), dependencies=RUNS)
def run(id: UUID, house: TheHouse, who: Who) -> Response:
    """Carry out exactly what was planned; what was stopped goes on."""
    imports = house.imports()
    for each in imports.staging.get(id).setup:
        who.must(COMMANDS[each.command].permission)
    return answer(seen(house, imports.ask_run(id, who.header(correlation=id))))


@router.post("/{id}/stop", responses=answers(Import, 404), dependencies=RUNS)
def stop(id: UUID, house: TheHouse) -> Response:
    """Stop as soon as the rows at hand are done. What is done stays."""
    return answer(seen(house, house.imports().stop(id)))


@router.get("/{id}/rows", responses=answers(ImportRows, 404), dependencies=READS)
def import_rows(
    id: UUID,
    house: TheHouse,
    outcome: Annotated[Outcome | None, Query(description="Only rows that come out so.")] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """The rows, in the order of the file, with what is planned for them or what became of them."""
    staged = house.imports().staging.get(id)
    with house.pool.connection() as db:
        found = rows(db, id, Which(outcome, after(cursor), limit + 1))
    more = str(found[limit - 1].row) if len(found) > limit else None
    return answer(ImportRows([shown(staged, each) for each in found[:limit]], more))


@router.get(
    "/{id}/errors.csv",
    responses=answers(Import, 404) | TABLE,
    dependencies=READS,
    response_class=Response,
)
def import_errors(id: UUID, house: TheHouse) -> Response:
    """The rows that did not come in, in their own columns, each with its reason."""
    staged = house.imports().staging.get(id)
    pieces = error_file(house.pool, staged)
    stem = staged.name.rpartition(".")[0] or staged.name
    return StreamingResponse(pieces, media_type=CSV, headers=attached(f"{stem}-errors.csv"))


def _column(wish: ColumnWish) -> Column:
    choices = {each.value: each.target for each in wish.choices}
    return Column(
        index=wish.index, header="", target=wish.target, format=wish.format, choices=choices
    )


ROUTERS: Sequence[APIRouter] = (router, strict)
