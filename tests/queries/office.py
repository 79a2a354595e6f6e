"""A small firm, run by commands: what tests of reading are read from."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from msgspec import to_builtins

from caseledger.wiring import House
from commands.cases import LinkContact, OpenCase, ReviseCaseDetails
from commands.command import Command
from commands.consent import RecordOptIn, RecordOptOut
from commands.contacts import AddContact
from commands.fields import BindField, DefineField
from commands.handle import handle
from commands.ids import new_id
from commands.lists import CreateCaseList
from commands.people import AddPerson
from commands.types import DefineCaseType
from domain.conditions import Condition
from domain.contact.consent import Channel
from domain.ledger import Actor, Header, Receipt
from domain.lists.caselist import ListKind
from domain.people.roles import Role
from domain.values import ValueKind


@dataclass
class Office:
    house: House
    by: Actor
    types: dict[str, UUID] = field(default_factory=dict)
    lists: dict[str, UUID] = field(default_factory=dict)
    cases: list[UUID] = field(default_factory=list)

    def ask(self, command: Command, at: datetime | None = None) -> Receipt:
        header = Header.begin(new_id(), self.by, "page", at or datetime.now(UTC))
        return handle(command, self.house.ledger, header)

    def type(self, name: str) -> UUID:
        """The type of that name, defined when it is first asked for."""
        if name not in self.types:
            self.types[name] = self.ask(DefineCaseType(name=name)).id
        return self.types[name]

    def field(self, label: str, kind: ValueKind, *types: str, options: Sequence[str] = ()) -> UUID:
        define = DefineField(label=label, kind=kind, options=tuple(options), searched=True)
        made = self.ask(define).id
        for name in types:
            self.ask(BindField(type_id=self.type(name), field_id=made))
        return made

    def person(self, name: str) -> UUID:
        email = f"{name.split()[0].lower()}@firm.example"
        return self.ask(AddPerson(name=name, email=email, role=Role.USER)).id

    def contact(self, first: str, last: str, **more: Any) -> UUID:
        """`phones` and `emails` by their values, the first of each is primary."""
        channels = {
            medium: [{"value": value} for value in more.pop(medium, ())]
            for medium in ("phones", "emails")
        }
        facts = {"first_name": first, "last_name": last, **more.pop("facts", {})}
        return self.ask(AddContact.model_validate({"facts": facts, **channels, **more})).id

    def case(self, *clients: UUID, type: str = "Personal Injury", **more: Any) -> UUID:
        """`more` are facts, and what else a case may be opened with."""
        facts = {name: more.pop(name) for name in list(more) if name not in OPENING}
        linked = [{"contact_id": client} for client in clients]
        given = {"type": self.type(type), "facts": facts, "contacts": linked, **more}
        self.cases.append(self.ask(OpenCase.model_validate(given)).id)
        return self.cases[-1]

    def list(
        self, name: str, condition: Condition | None = None, kind: ListKind | None = None
    ) -> UUID:
        """The list of that name, created when it is first asked for: dynamic with a condition."""
        if name not in self.lists:
            kind = kind or (ListKind.DYNAMIC if condition else ListKind.STATIC)
            made = CreateCaseList(name=name, kind=kind, condition=to_builtins(condition))
            self.lists[name] = self.ask(made).id
        return self.lists[name]

    def revise(self, case: UUID, **changes: Any) -> Receipt:
        return self.ask(ReviseCaseDetails(case_id=case, changes=changes))

    def link(self, case: UUID, contact: UUID, role: str = "client") -> Receipt:
        return self.ask(LinkContact(case_id=case, contact_id=contact, role=role))

    def opt_out(self, contact: UUID, channel: Channel, **more: Any) -> Receipt:
        return self.ask(RecordOptOut(contact_id=contact, channel=channel, **more))

    def opt_in(self, contact: UUID, channel: Channel, **more: Any) -> Receipt:
        return self.ask(RecordOptIn(contact_id=contact, channel=channel, **more))

    def settle(self) -> None:
        self.house.catch_up()


OPENING = ("number", "status", "staff", "lead", "case_id", "new_contacts", "opt_out_voice_calls")
