"""A type of case as a file, and firms in memory that it leaves and comes into."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from caseledger.application import CaseLedger
from caseledger.type_file import read
from commands.command import Command
from commands.handle import handle
from commands.people import FoundFirm
from commands.typefiles.form import FORMAT
from commands.typefiles.report import TypeFileReport
from commands.typefiles.take import ImportCaseType, tried
from domain.casetype.casetype import CaseType
from domain.casetype.field import Field
from queries.names import Names
from queries.type_file import file_of, written
from tests.conftest import MEMORY
from tests.scenario import SECRETS, header

MARITIME: dict[str, Any] = {
    "format": FORMAT,
    "version": 1,
    "name": "Maritime",
    "code": "MA",
    "statuses": [
        {"key": "new", "name": "New", "category": "open", "colour": "blue", "initial": True,
         "next": ["won", "lost"]},
        {"key": "won", "name": "Won", "category": "done", "colour": "green",
         "client_text": "We won!", "next": []},
        {"key": "lost", "name": "Lost", "category": "closed", "colour": "gray"},
    ],
    "fields": [
        {"key": "x_vessel", "label": "Vessel", "kind": "text", "help": "Its name."},
        {"key": "x_flag", "label": "Flag", "kind": "select", "group": "Ship", "required": True,
         "required_from": "won",
         "options": [{"key": "gb", "label": "British"}, {"key": "pa", "label": "Panama"},
                     {"key": "lr", "label": "Liberia", "retired": True}]},
        {"key": "x_claim", "label": "Claim", "kind": "currency", "currency": "EUR"},
    ],
}  # fmt: skip
TYPE, OTHER, FIELD = UUID(int=30), UUID(int=31), UUID(int=32)


@contextmanager
def firm(*commands: Command) -> Iterator[CaseLedger]:
    with CaseLedger({"PERSISTENCE_MODULE": MEMORY}, SECRETS) as ledger:
        handle(FoundFirm(), ledger, header())
        did(ledger, *commands)
        yield ledger


def did(ledger: CaseLedger, *commands: Command) -> None:
    for command in commands:
        handle(command, ledger, header())


def importing(said: Any, **more: Any) -> ImportCaseType:
    content = said if isinstance(said, bytes) else json.dumps(said).encode()
    return ImportCaseType(file=read(content), **{"type_id": TYPE, **more})


def exported(ledger: CaseLedger, type: UUID = TYPE) -> bytes:
    kind = ledger.load(CaseType, type)
    fields = [ledger.load(Field, binding.field) for binding in kind.fields.bindings]
    known = Names(types={type: kind}, fields={each.definition.key: each for each in fields})
    return written(file_of(known, type))


def changed(**changes: Any) -> dict[str, Any]:
    """Maritime, with what stands at a place such as `statuses.1.key` put there."""
    said = json.loads(json.dumps(MARITIME))
    for place, value in changes.items():
        *way, last = [int(part) if part.isdigit() else part for part in place.split("__")]
        into = said
        for part in way:
            into = into[part]
        into[last] = value
    return dict(said)


def reported(ledger: CaseLedger, said: Any, **more: Any) -> TypeFileReport:
    return tried(importing(said, **more), ledger, header())


def told(report: TypeFileReport, *does: str) -> list[tuple[str, str]]:
    return [(line.at, line.says) for line in report.lines if line.does in does]
