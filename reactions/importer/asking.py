"""What a row asks for: its case, its contacts, how they belong together, as one command."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from commands.cases import NewCase
from commands.ids import new_id
from commands.imports import ImportedCase, ImportedContact, ImportRow
from domain.case.case import Case
from domain.case.contacts import CLIENT
from domain.casetype.casetype import CaseType
from domain.contact.card import full_name
from domain.contact.contact import Contact
from domain.event import Plain
from domain.words import folded
from reactions.importer.books import Books, status_of
from reactions.importer.changes import heading
from reactions.importer.drafts import Draft, Person, kind_of
from reactions.importer.making import new_contact, reach_of
from reactions.importer.matching import SAYS, Matching, external, keys, nameless
from reactions.importer.staged import Staged
from reactions.importer.taken import beside, free_facts, free_number, free_person
from reactions.supposed import Supposed


class Skipped(Exception):
    """Nothing is done with a row, for a reason."""


class Failed(Exception):
    """A row cannot be imported, for a reason."""


class Asking:
    """Turns rows into commands, knowing what the rows before were about."""

    def __init__(
        self,
        staged: Staged,
        supposed: Supposed,
        matching: Matching,
        books: Books,
        list_id: UUID | None,  # that every case is put on
    ) -> None:
        self._staged, self._supposed, self._books = staged, supposed, books
        self._matching, self._policy = matching, staged.options.duplicates
        self._list = list_id
        self._rows: dict[UUID, int] = {}  # the first row of this file about each record
        self._passed: dict[UUID, str] = {}  # cases that this file leaves alone, and why
        self._instead: dict[UUID, UUID] = {}  # what was made beside a case that has the number
        self.why_nothing = ""  # the last row does nothing, if it does

    def command(self, draft: Draft) -> ImportRow:
        if draft.errors:
            raise Failed(" ".join(draft.errors))
        self.why_nothing = "Nothing in it is new."
        case = self._case(draft) if self._staged.kind == "cases" else self._linked(draft)
        people = [(n, p) for n, p in enumerate(draft.people.values(), 1) if p.said]
        contacts = [self._contact(draft, n, person, case) for n, person in people]
        if not contacts and (case is None or self._staged.kind == "contacts"):
            raise Failed("There is nothing in this row that says who it is about.")
        return ImportRow(
            import_id=self._staged.id,
            row=draft.row,
            file=self._staged.sha256,
            case=case,
            contacts=tuple(contacts),
            list_id=self._list,
        )

    def _case(self, draft: Draft) -> ImportedCase:
        found = self._matching.case(draft, whole=True)
        found = self._instead.get(found, found) if found else None
        if found is None or (self._policy == "create" and found not in self._rows):
            return self._opened(draft)
        case = self._supposed.load(Case, found)
        case.life.must_be_live()
        if found in self._passed:
            raise Skipped(self._passed[found])
        if first := self._rows.get(found):
            self.why_nothing = f"Row {first} is about the same case."
            draft.warnings += self._differing(draft, case, first)
            return ImportedCase(case_id=found)
        if self._policy == "update":
            return self._revised(draft, case)
        known = f"There is a case {case.opening.number} already."
        if self._list and self._list not in case.lists.on:
            draft.people.clear()
            draft.warnings.append(f"{known} It is only put on the list.")
            return ImportedCase(case_id=found)
        self._passed[found] = known
        raise Skipped(self._passed[found])

    def _linked(self, draft: Draft) -> ImportedCase | None:
        """The case that a row of contacts names, if it names one."""
        if nameless(draft):
            return None
        found = self._matching.case(draft, whole=False)
        if found is None:
            said = draft.number or (external(draft.facts) or ("", ""))[1]
            raise Failed(f"There is no case {said}.{self._similar(draft)}")
        self._supposed.load(Case, found).life.must_be_live()
        return ImportedCase(case_id=found)

    def _similar(self, draft: Draft) -> str:
        found = self._matching.padded(draft.number) if draft.number else None
        return f" There is {found}, the same but for zeros." if found else ""

    def _opened(self, draft: Draft) -> ImportedCase:
        kind, number, given = self._type(draft), draft.number, draft.facts
        if self._policy == "create":
            number = free_number(draft, self._matching)
            given = dict(free_facts(draft, self._matching, self._supposed))
        if number and (similar := self._matching.padded(number)):
            draft.warnings.append(f"There is also {similar}, the same but for zeros.")
        facts: dict[str, Plain] = {n: v for n, v in given.items() if v is not None}
        if draft.data:
            facts["external_source_data"] = draft.data
        made, unnamed = new_id(), nameless(draft) and self._policy != "create"
        self._supposed.is_new(made)
        new = NewCase(number=number, type=kind.id, status=self._status(draft, kind), facts=facts)
        return ImportedCase(case_id=made, new=new, unnamed=unnamed)

    def _revised(self, draft: Draft, case: Case) -> ImportedCase:
        kind = self._supposed.load(CaseType, case.opening.type)
        facts: dict[str, Plain] = dict(draft.facts)
        if draft.data:
            known = case.details.facts.get("external_source_data")
            data = known if isinstance(known, Mapping) else {}
            facts["external_source_data"] = {**data, **draft.data}
        if draft.type and (said := self._books.type(draft.type)) and said.id != kind.id:
            draft.warnings.append(f"The case stays under its type, {kind.life.name}.")
        return ImportedCase(case_id=case.id, changes=facts, status=self._status(draft, kind))

    def _type(self, draft: Draft) -> CaseType:
        if draft.type:
            if kind := self._books.type(draft.type):
                return kind
            if not self._staged.options.type:
                raise Failed(f"“{draft.type}” is not a type of case.")
            draft.warnings.append(f"“{draft.type}” is not a type of case; it is left out.")
        kind = self._books.type(self._staged.options.type or "")
        if kind is None:
            raise Failed("It says no type of case.")
        return kind

    def _status(self, draft: Draft, kind: CaseType) -> str | None:
        if draft.status is None:
            return None
        if (key := status_of(kind, draft.status)) is None:
            name = kind.life.name
            says = f"“{draft.status}” is not a status of {name}; it is left out."
            draft.warnings.append(says)
        return key

    def _contact(
        self, draft: Draft, n: int, person: Person, case: ImportedCase | None
    ) -> ImportedContact:
        role = person.role or (CLIENT if case else None)
        match = self._matching.contact(draft, n, person)
        found = match.id if match else self._on_the_case(person, case)
        if found is None:
            made = new_id()
            self._supposed.is_new(made)
            if self._policy == "create":
                person = free_person(draft, person, self._matching, self._supposed)
            new, unnamed = new_contact(made, person), self._policy != "create"
            return ImportedContact(contact_id=made, new=new, role=role, unnamed=unnamed)
        contact = self._supposed.load(Contact, found)
        by = SAYS[match.by] if match else "name on the case"
        if first := self._rows.get(found):
            self.why_nothing = f"Row {first} is about the same contact, by the {by}."
            draft.warnings += _at_odds(person.facts, contact.card.facts, first)
        elif self._policy == "update":
            reach = reach_of(found, person)
            return ImportedContact(contact_id=found, changes=person.facts, reach=reach, role=role)
        else:
            self.why_nothing = f"There is {contact.card.name} already, by the same {by}."
        return ImportedContact(contact_id=found, role=role)

    def _on_the_case(self, person: Person, case: ImportedCase | None) -> UUID | None:
        """Who is on the case by that name, where a row is about the case and names its client.

        A name that only repeats itself is none: so agencies write whom they may not name.
        """
        facts = person.facts
        if self._staged.kind != "cases" or case is None or case.new:
            return None
        repeated = facts.get("first_name") == facts.get("last_name") is not None
        if self._policy == "create" or repeated:
            return None
        name = folded(full_name(kind_of(person), facts))
        links = self._supposed.load(Case, case.case_id).contacts.links
        on_it = (self._supposed.load(Contact, link.contact) for link in links)
        return next((each.id for each in on_it if folded(each.card.name) == name), None)

    def _differing(self, draft: Draft, case: Case, first: int) -> Iterator[str]:
        kind = self._supposed.load(CaseType, case.opening.type)
        yield from _at_odds(draft.facts, case.details.facts, first)
        status = status_of(kind, draft.status) if draft.status else None
        if status and status != case.status.current:
            before = kind.statuses.label(case.status.current)
            yield _stands("Status", before, kind.statuses.label(status), first)

    def remember(self, draft: Draft, command: ImportRow) -> None:
        """A command was decided: later rows may mean what it touched."""
        if command.case:
            self._rows.setdefault(command.case.case_id, draft.row)
            if command.case.new:
                self._instead |= beside(draft, self._matching, command.case.case_id)
        people = [person for person in draft.people.values() if person.said]
        for contact, person in zip(command.contacts, people, strict=True):
            self._rows.setdefault(contact.contact_id, draft.row)
            self._matching.remember(contact.contact_id, person)
            if self._staged.kind == "contacts" and not keys(person):
                self._supposed.forget([contact.contact_id])  # no other row can mean it


def _at_odds(given: Mapping[str, Plain], known: Mapping[str, Plain], first: int) -> Iterator[str]:
    """The first row's values stand; that another says something else is said."""
    for name, value in given.items():
        if value is not None and known.get(name) != value:
            yield _stands(heading(name), known.get(name), value, first)


def _stands(label: str, before: Plain, now: Plain, first: int) -> str:
    stood = "nothing" if before is None else f"“{before}”"
    return f"{label}: “{now}” is left out, since row {first} says {stood}."
