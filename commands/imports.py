"""What an import asks for, and what each of its rows does: one row, one command, all or nothing.

People never give these themselves: the import makes them from a plan that somebody saw. They go
the way of all commands, with the same decisions, so what a page may not do a file may not either.
"""

from collections.abc import Callable, Iterator, Mapping
from uuid import UUID

from pydantic import Field

from commands.cases import Details as CaseFacts
from commands.cases import NewCase, open_case
from commands.command import Command, Part, Words
from commands.contacts import Details as ContactFacts
from commands.contacts import NewContact, must_be_born, reached, record_contact
from commands.custom import settled
from commands.external import move_external
from domain.case.case import Case
from domain.casetype.casetype import CaseType
from domain.contact.contact import Contact
from domain.contact.reach import Medium
from domain.imports.imports import Import, ImportBegun, ImportKind
from domain.ledger import Work
from domain.lists.caselist import CaseList
from domain.words import key_of

IMPORTED = "import-row"  # the claim of a record that nothing but its place in a file identifies


class ImportCommand(Command):
    """A command about an import as a whole."""

    permission = "imports.run"
    import_id: UUID

    @property
    def about(self) -> UUID:
        return self.import_id


class BeginImport(ImportCommand):
    """Carry out what was planned; an import that was stopped goes on."""

    begins = True
    kind: ImportKind
    file: str
    size: int
    sha256: str
    rows: int
    mapping: Mapping[str, str]
    options: Mapping[str, str]
    plan: str
    planned: Mapping[str, int]

    def decide(self, work: Work) -> None:
        it = work.find(Import, self.import_id)
        begun = ImportBegun(**self.model_dump(exclude={"import_id"}))
        work.record(it, it.run.begin(begun))


class StopImport(ImportCommand):
    """Stop an import. What it did stays, and it can go on."""

    outcomes: Mapping[str, int]

    def decide(self, work: Work) -> None:
        it = work.get(Import, self.import_id)
        work.record(it, it.run.stop(self.outcomes))


class FinishImport(ImportCommand):
    """Say how all rows of an import came out."""

    outcomes: Mapping[str, int]

    def decide(self, work: Work) -> None:
        it = work.get(Import, self.import_id)
        work.record(it, it.run.finish(self.outcomes))


class ImportedCase(Part):
    """A case that a row opens, or what it changes of one."""

    case_id: UUID
    new: NewCase | None = None
    changes: CaseFacts | None = None
    status: Words | None = None
    unnamed: bool = False  # nothing in the row identifies it


class ImportedContact(Part):
    """A contact that a row adds, or what it adds to one, and what it is on the row's case."""

    contact_id: UUID
    new: NewContact | None = None
    changes: ContactFacts | None = None
    reach: NewContact | None = None  # further numbers and addresses of a known contact
    role: Words | None = None
    unnamed: bool = False


class ImportRow(ImportCommand):
    """One row of a file: its case, its contacts, and how they belong together."""

    row: int
    file: str  # its SHA-256
    case: ImportedCase | None = None
    list_id: UUID | None = None  # the list that its case is put on
    contacts: tuple[ImportedContact, ...] = Field(default=(), max_length=20)

    @property
    def about(self) -> UUID:
        if self.case:
            return self.case.case_id
        return self.contacts[0].contact_id

    @property
    def needs_a_number(self) -> bool:
        return bool(self.case and self.case.new and not self.case.new.number)

    def reads(self, point: Callable[[str, str], UUID]) -> Iterator[UUID]:
        """What it will read, but for what the type of a known case leads to."""
        if self.case:
            yield self.case.case_id
        if self.list_id:
            yield self.list_id
        if self.case and self.case.new and isinstance(self.case.new.type, UUID):
            yield self.case.new.type
        for contact in self.contacts:
            yield contact.contact_id
            given = contact.new or contact.reach
            if given:
                yield from (point(Medium.PHONE, each.value) for each in given.phones)
                yield from (point(Medium.EMAIL, each.value) for each in given.emails)

    def decide(self, work: Work) -> None:
        case = _case(work, self.case) if self.case else None
        if case and self.case and self.case.unnamed:
            work.claim(IMPORTED, self.file, str(self.row), "case", stream=case.id)
        for n, given in enumerate(self.contacts, 1):
            contact = _contact(work, given)
            if given.unnamed:
                work.claim(IMPORTED, self.file, str(self.row), f"contact {n}", stream=contact.id)
            if case and given.role:
                case = work.record(case, case.link(contact.id, key_of(given.role)))
        if case and self.list_id:
            work.record(case, case.add_to(work.get(CaseList, self.list_id), None))


def _case(work: Work, given: ImportedCase) -> Case:
    if given.new:
        return open_case(work, given.case_id, given.new)
    case = work.get(Case, given.case_id)
    if not given.changes and not given.status:
        return case
    kind, before = work.get(CaseType, case.opening.type), case.details.facts
    if given.changes:
        case = work.record(case, case.revise(kind, settled(work, kind, given.changes)))
        move_external(work, "case-external", before, case.details.facts, case.id)
    if given.status:
        case = work.record(case, case.change_status(given.status, kind, None))
    return case


def _contact(work: Work, given: ImportedContact) -> Contact:
    if given.new:
        return record_contact(work, given.new)
    contact = work.get(Contact, given.contact_id)
    before = contact.card.facts
    if given.changes:
        must_be_born(work, given.changes)
        contact = work.record(contact, contact.card.revise(given.changes))
        move_external(work, "contact-external", before, contact.card.facts, contact.id)
    return reached(work, contact, given.reach) if given.reach else contact
