"""A type of case is made as a file says it. What is said of the file is what is done."""

from collections.abc import Iterator, Sequence
from itertools import chain
from uuid import UUID

from pydantic import Field

from commands.command import Command, Words
from commands.ids import new_id
from commands.typefiles.form import TypeFile
from commands.typefiles.meeting import Meeting, meet
from commands.typefiles.report import TypeFileLine, TypeFileReport, refuses, warns
from commands.typefiles.sense import faults
from commands.typefiles.telling import field, named, status_of, statuses
from commands.types import CODE, NAME, Code, claim_type, free_code, free_name
from commands.work import UnitOfWork
from domain.casetype.casetype import CaseType
from domain.firm.firm import FIRM, Firm
from domain.ledger import Header, Ledger, Work
from domain.refusals import FieldIsBound, TypeFileUnusable


class ImportCaseType(Command):
    """Define a type of case as a file says it: statuses, what follows them, and fields."""

    permission = "settings.edit"
    begins = True
    type_id: UUID = Field(default_factory=new_id)
    file: TypeFile
    name: Words | None = None  # else the file's
    code: Code | None = None

    @property
    def about(self) -> UUID:
        return self.type_id

    def decide(self, work: Work) -> None:
        if problems := taken(work, self).problems:
            raise TypeFileUnusable(problems)


def tried(it: ImportCaseType, ledger: Ledger, header: Header) -> TypeFileReport:
    """What the command would do, by its own decisions. Nothing is kept."""
    return taken(UnitOfWork(ledger, header, {}, {}), it)


def taken(work: Work, it: ImportCaseType) -> TypeFileReport:
    """What is said of the file. It is recorded if nothing is wrong with it."""
    name = it.name or it.file.name
    free, code = free_name(work, name), _code(work, it, name)
    currency = work.find(Firm, FIRM).settings["currency"]
    meetings = list(_meetings(work, it))
    known = {status.key: status.name for status in it.file.statuses}
    report = TypeFileReport(
        name=name,
        code=code,
        free_name=None if free == name else free,
        lines=[
            *faults(it.file),
            *_in_the_way(work, it, name, code),
            *named(name, code),
            *statuses(it.file.statuses),
            *chain.from_iterable(field(each, currency, known) for each in meetings),
            *_once(meetings),
        ],
    )
    if not report.problems:
        for meeting in meetings:
            meeting.settle(work)
        kind = work.find(CaseType, it.type_id)
        work.record(kind, kind.copy(_drawn(kind, it.file, meetings), name, code))
        claim_type(work, it.type_id, name, code)
    return report


def _drawn(kind: CaseType, file: TypeFile, meetings: Sequence[Meeting]) -> CaseType:
    """The type as the file has it, by the decisions that one of the firm's own comes from."""
    drawn = [status_of(each) for each in file.statuses]
    kind = kind.after(kind.define(file.name, file.code, drawn))
    for status in file.statuses:
        if status.initial:
            kind = kind.after(kind.statuses.begin_with(status.key))
        if status.next is not None:
            kind = kind.after(kind.allow(status.key, status.next))
    for meeting in meetings:
        kind = kind.after(kind.fields.bind(meeting.binding))
    return kind


def _meetings(work: Work, it: ImportCaseType) -> Iterator[Meeting]:
    keys = {given.key for given in it.file.fields}
    for n, given in enumerate(it.file.fields):
        yield meet(work, it.type_id, f"fields[{n}]", given, keys)


def _once(meetings: Sequence[Meeting]) -> Iterator[TypeFileLine]:
    seen: set[UUID] = set()
    for each in meetings:
        if each.own.exists and each.own.id in seen:
            yield refuses(each.at, str(FieldIsBound()))
        seen.add(each.own.id)


def _in_the_way(work: Work, it: ImportCaseType, name: str, code: str) -> Iterator[TypeFileLine]:
    """What belongs to another type."""
    if work.holder(NAME, name):
        yield refuses("name", f"Another type is called {name}: give this one another name.")
    if it.code and work.holder(CODE, code):
        yield refuses("code", f"Another type has the code {code}.")
    elif not it.code and code != it.file.code.upper():
        says = f"Another type has the code {it.file.code}: here case numbers begin with {code}."
        yield warns("code", says)


def _code(work: Work, it: ImportCaseType, name: str) -> str:
    """The one that was asked for; else the file's, or one of the name where a type has that."""
    if it.code is None and work.holder(CODE, it.file.code.upper()):
        return free_code(work, name, None)
    return free_code(work, name, it.code or it.file.code)
