"""A type of case as one file: taken from here, looked at, and made of one."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Request, Response, UploadFile

from caseledger.type_file import MOST_BYTES, asked, source
from caseledger.web.commands import BODY, Key, began, correlation, receipted, told
from caseledger.web.house import May, TheHouse, Who, answer
from caseledger.web.openapi import JSON, answers
from caseledger.web.reading import Seen
from caseledger.web.reading import read as looked
from caseledger.web.table import attached
from commands.command import Words
from commands.typefiles.form import TypeFile
from commands.typefiles.report import TypeFileReport, unusable
from commands.typefiles.take import ImportCaseType, tried
from commands.types import Code
from domain.ledger import Receipt
from domain.refusals import TypeFileUnusable
from queries.names import names
from queries.type_file import file_of, written

router = APIRouter(prefix="/v1/case-types", tags=["Types and fields"])

READS = [Depends(May("settings.read"))]
IMPORTS = [Depends(May(ImportCaseType.permission))]
DOWNLOAD: Any = {200: {"description": "The file.", "model": TypeFile}}  # as FastAPI takes it
RECEIPTS: Any = {
    **answers(Receipt, *BODY, says="It was made before."),
    **answers(Receipt, *BODY, status=201, says="A type began."),
}

Sent = Annotated[UploadFile, File(description="A file that was exported, of at most 1 MB.")]
Name = Annotated[Words | None, Form(description="What to call it, if not as the file does.")]
Prefix = Annotated[Code | None, Form(description="The code of its case numbers, likewise.")]


@router.get("/{type_id}/file", responses=answers(Receipt, 404) | DOWNLOAD, dependencies=READS)
def type_file(type_id: UUID, house: TheHouse, min_position: Seen = 0) -> Response:
    """A type of case as a file that can be imported elsewhere: no ids, no people."""
    file = looked(house, min_position, ("state",), lambda db, _: file_of(names(db), type_id))
    name = file.name.replace("/", "-")
    return Response(written(file), media_type=JSON, headers=attached(f"{name}.case-type.json"))


@router.post("/file/dry-run", responses=answers(TypeFileReport, 400, 413), dependencies=IMPORTS)
def try_type_file(
    file: Sent,
    request: Request,
    house: TheHouse,
    who: Who,
    name: Name = None,
    code: Prefix = None,
) -> Response:
    """What an import would make, bind and add, line by line, and what is wrong. Writes nothing."""
    try:
        command = asked(_content(file), name, code)
    except TypeFileUnusable as why:
        return answer(unusable(why, name, code))
    return answer(tried(command, house.ledger, who.header(correlation(request))))


@router.post(
    "/file", responses=RECEIPTS, dependencies=IMPORTS, response_class=Response, status_code=201
)
def import_type_file(
    file: Sent,
    request: Request,
    house: TheHouse,
    who: Who,
    name: Name = None,
    code: Prefix = None,
    key: Key = None,
) -> Response:
    """Make the type that a file describes, as its dry run said: all of it or nothing."""
    content = _content(file)
    command = asked(content, name, code)
    receipt = told(command, request, house, who, key=key, reference=source(file.filename, content))
    return receipted(receipt, began(house, command, receipt))


def _content(file: UploadFile) -> bytes:
    return file.file.read(MOST_BYTES + 1)
