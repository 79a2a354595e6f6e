"""An office at work: what tests of the read model let people do, through the ordinary commands."""

from dataclasses import dataclass, field
from uuid import UUID

from caseledger.wiring import House
from commands.cases import ChangeStatus, LinkContact, LinkedContact, MakeClientPrimary, OpenCase
from commands.command import Command
from commands.consent import ReceiveReply, RecordOptOut
from commands.contacts import AddContact, Channel
from commands.fields import BindField, DefineField
from commands.handle import handle
from commands.ids import new_id
from commands.types import DefineCaseType
from domain.contact import consent
from domain.ledger import Receipt
from domain.values import ValueKind
from tests.scenario import header


@dataclass
class Office:
    house: House
    types: dict[str, UUID] = field(default_factory=dict)

    def do(self, command: Command) -> Receipt:
        return handle(command, self.house.ledger, header())

    def type(self, name: str) -> UUID:
        if name not in self.types:
            self.types[name] = self.do(DefineCaseType(name=name)).id
        return self.types[name]

    def client(
        self, *phones: str, email: str | None = None, first: str = "Bo", last: str = "Smith"
    ) -> UUID:
        facts = {"first_name": first, "last_name": last}
        held = tuple(Channel(value=phone) for phone in phones)
        emails = (Channel(value=email),) if email else ()
        return self.do(AddContact(facts=facts, phones=held, emails=emails)).id

    def case(self, *clients: UUID, of: str = "Injury", **facts: str) -> UUID:
        contacts = tuple(LinkedContact(contact_id=client) for client in clients)
        return self.do(OpenCase(type=self.type(of), contacts=contacts, facts=facts)).id

    def field(self, label: str, kind: ValueKind, of: str = "Injury", searched: bool = False) -> str:
        type_id = self.type(of)
        made = self.do(DefineField(label=label, kind=kind, searched=searched)).id
        self.do(BindField(type_id=type_id, field_id=made))
        return "x_" + label.lower()

    def link(self, case: UUID, contact: UUID, role: str = "client") -> None:
        self.do(LinkContact(case_id=case, contact_id=contact, role=role))

    def make_primary(self, case: UUID, contact: UUID) -> None:
        self.do(MakeClientPrimary(case_id=case, contact_id=contact))

    def change_status(self, case: UUID, status: str) -> Receipt:
        return self.do(ChangeStatus(case_id=case, status=status))

    def opt_out(
        self, client: UUID, channel: str, value: str | None = None, of: str | None = None
    ) -> None:
        about = self.type(of) if of else None
        out = consent.Channel(channel)
        self.do(RecordOptOut(contact_id=client, channel=out, value=value, type=about))

    def reply(self, sender: str, text: str) -> None:
        self.do(ReceiveReply(sender=sender, text=text, message=str(new_id())))

    def opted_out(self, case: UUID) -> list[str]:
        return self._column(case, "opted_out")

    def unreachable(self, case: UUID) -> list[str]:
        return self._column(case, "unreachable")

    def _column(self, case: UUID, name: str) -> list[str]:
        self.house.catch_up()
        with self.house.pool.connection() as db:
            query = "select to_jsonb(l) from read.case_line as l where id = %s"
            row = db.execute(query, (case,)).fetchone()
        assert row
        said: list[str] = row[0][name]
        return said
