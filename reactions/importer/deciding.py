"""What a draft does: its case, its contacts, how they belong together, as one command."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from pydantic import ValidationError

from commands.cases import NewCase
from commands.ids import new_id
from commands.imports import ImportedCase, ImportedContact, ImportRow
from commands.work import UnitOfWork
from domain.case.case import Case
from domain.case.contacts import CLIENT
from domain.case.details import doubts
from domain.casetype.casetype import CaseType
from domain.contact.card import full_name
from domain.contact.contact import Contact
from domain.event import Plain
from domain.ledger import Commit, Header
from domain.refusals import CaseIsArchived, Refused
from domain.words import folded
from reactions.importer.books import Books, status_of
from reactions.importer.changes import changes_of, heading
from reactions.importer.drafts import Draft, Person, kind_of
from reactions.importer.making import new_contact, reach_of
from reactions.importer.matching import SAYS, Matching, external, keys, nameless
from reactions.importer.staged import Finder, Outcome, Planned, Staged
from reactions.importer.taken import beside, free_facts, free_number, free_person
from reactions.supposed import Supposed

DATES = {"created_date", "end_date"}


class Skipped(Exception):
    """Nothing is done with a row, for a reason."""


class Failed(Exception):
    """A row cannot be imported, for a reason."""


class Deciding:
    """Plans rows one after another, each on what those before it would have done."""

    def __init__(
        self, staged: Staged, supposed: Supposed, finder: Finder, books: Books, header: Header
    ) -> None:
        self._staged, self._supposed, self._books = staged, supposed, books
        self._header, self._policy = header, staged.options.duplicates
        self._matching = Matching(supposed, finder, staged.options, staged.sha256)
        self._rows: dict[UUID, int] = {}  # the first row of this file about each record
        self._passed: dict[UUID, str] = {}  # cases that this file leaves alone, and why
        self._instead: dict[UUID, UUID] = {}  # what was made beside a case that has the number
        self._turns: dict[UUID, int] = {}
        self._bases: dict[UUID, int] = {}  # the versions of what was there before
        self._made: set[UUID] = set()
        self._why = ""  # a row does nothing, if it does
        self.list_id: UUID | None = None  # that every case is put on

    def chunk(self, drafts: Sequence[Draft]) -> Sequence[Planned]:
        self._matching.look(drafts)
        return [self._planned(draft) for draft in drafts]

    def _planned(self, draft: Draft) -> Planned:
        outcome: Outcome = "fail"
        try:
            return self._decided(draft, self._command(draft))
        except (Skipped, CaseIsArchived) as why:
            outcome, reason = "skip", str(why)
        except (Failed, Refused) as why:
            reason = str(why)
        except ValidationError as why:
            reason = str(why.errors()[0]["msg"]).removeprefix("Value error, ")
        said = tuple(draft.warnings)
        return Planned(row=draft.row, outcome=outcome, reason=reason, warnings=said)

    def _command(self, draft: Draft) -> ImportRow:
        if draft.errors:
            raise Failed(" ".join(draft.errors))
        self._why = "Nothing in it is new."
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
            list_id=self.list_id,
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
            self._why = f"Row {first} is about the same case."
            draft.warnings += self._differing(draft, case, first)
            return ImportedCase(case_id=found)
        if self._policy == "update":
            return self._revised(draft, case)
        known = f"There is a case {case.opening.number} already."
        if self.list_id and self.list_id not in case.lists.on:
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
            self._why = f"Row {first} is about the same contact, by the {by}."
            draft.warnings += _at_odds(person.facts, contact.card.facts, first)
        elif self._policy == "update":
            reach = reach_of(found, person)
            return ImportedContact(contact_id=found, changes=person.facts, reach=reach, role=role)
        else:
            self._why = f"There is {contact.card.name} already, by the same {by}."
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

    def _decided(self, draft: Draft, command: ImportRow) -> Planned:
        work = UnitOfWork(self._supposed, self._header, {}, {})
        command.decide(work)
        commit = work.commit(command.about, "plan", b"")
        if not commit.records:
            raise Skipped(self._why)
        self._supposed.append(commit)
        self._remember(draft, command)
        draft.warnings += self._doubts(draft, command)
        main = command.case if self._staged.kind == "cases" else command.contacts[0]
        outcome: Outcome = "create" if main and main.new else "update"
        return Planned(
            row=draft.row,
            outcome=outcome,
            warnings=tuple(draft.warnings),
            turn=self._turn(command),
            command=command.model_dump_json(exclude_unset=True),
            bases=self._bases_of(commit, command),
            changes=tuple(changes_of(commit, self._books)),
            case=command.case.case_id if command.case else None,
            contact=command.contacts[0].contact_id if command.contacts else None,
        )

    def _remember(self, draft: Draft, command: ImportRow) -> None:
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

    def _turn(self, command: ImportRow) -> int:
        touched = [contact.contact_id for contact in command.contacts]
        touched += [command.case.case_id] if command.case else []
        turn = max((self._turns.get(each, -1) for each in touched), default=-1) + 1
        self._turns.update(dict.fromkeys(touched, turn))
        return turn

    def _bases_of(self, commit: Commit, command: ImportRow) -> dict[UUID, int]:
        """The versions, before this import, of what was there before it."""
        if command.case and command.case.new:
            self._made.add(command.case.case_id)
        self._made.update(each.contact_id for each in command.contacts if each.new)
        firsts: dict[UUID, int] = {}
        for record in commit.records:
            firsts.setdefault(record.originator_id, record.originator_version - 1)
        known = {each: n for each, n in firsts.items() if n and each not in self._made}
        return {each: self._bases.setdefault(each, n) for each, n in known.items()}

    def _doubts(self, draft: Draft, command: ImportRow) -> Iterator[str]:
        if command.case and self._staged.kind == "cases" and DATES & set(draft.facts):
            yield from doubts(self._supposed.load(Case, command.case.case_id).details.facts)

    def _differing(self, draft: Draft, case: Case, first: int) -> Iterator[str]:
        kind = self._supposed.load(CaseType, case.opening.type)
        yield from _at_odds(draft.facts, case.details.facts, first)
        status = status_of(kind, draft.status) if draft.status else None
        if status and status != case.status.current:
            before = kind.statuses.label(case.status.current)
            yield _stands("Status", before, kind.statuses.label(status), first)


def _at_odds(given: Mapping[str, Plain], known: Mapping[str, Plain], first: int) -> Iterator[str]:
    """The first row's values stand; that another says something else is said."""
    for name, value in given.items():
        if value is not None and known.get(name) != value:
            yield _stands(heading(name), known.get(name), value, first)


def _stands(label: str, before: Plain, now: Plain, first: int) -> str:
    stood = "nothing" if before is None else f"“{before}”"
    return f"{label}: “{now}” is left out, since row {first} says {stood}."
