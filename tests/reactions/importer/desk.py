"""A house and its imports, in the words of the importer's tests."""

import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from caseledger.console import found
from caseledger.imports import Received
from caseledger.wiring import House
from commands.cases import ArchiveCase
from commands.handle import handle
from commands.ids import new_id
from domain.case.case import Case
from domain.contact.contact import Contact
from domain.imports.imports import ImportKind
from domain.imports.table import How
from domain.ledger import Actor, Header
from reactions.importer.staged import Planned, Staged
from reactions.importer.wishes import Options
from tests.running import until
from tests.scenario import header

BY = Actor("person", "ana")

CASES = """R_Case_Number,Case_Type,Status,NLRB_Office_ID,Case_Name,Date_Filed,Closing_Date
01-AC-00101,AC,Closed,01,"St. Joseph, Inc.",2010-04-28T00:00:00,2010-12-31T00:00:00
05-RC-00007,RC,,05, Harvey Corp ,2010-04-29T00:00:00,
29-UD-00303,UD,Clos,29,First Student,2010-10-25T00:00:00,2010-10-22T00:00:00
"""
PARTIES = """R_Case_Number,Participant_Role,First_Name,Last_Name,City,Zip,Formal_Name
01-AC-00101,Party,Anthony,Rizzotti,Providence,02907,"St. Joseph, Inc."
01-AC-00101,Counsel,An Individual   ,An Individual   ,An Individual ,          , 
01-AC-00101,Counsel,An Individual   ,An Individual   ,An Individual ,          , 
05-RC-00007,Client, , ,Bedford,03110,Harvey Corp
05-RC-00009,Client,Bo,Smith,Bedford,03110,
"""  # noqa: W291  # the blanks are what agencies pad with
CONTACTS = "First name,Last name,Phone,Email,DOB,External ID\n"


class Desk:
    """A house and its imports, in the words of these tests."""

    def __init__(self, house: House) -> None:
        self.house, self.imports = house, house.imports()
        found(house.ledger)
        house.catch_up()

    def receive(
        self,
        table: str | bytes,
        kind: ImportKind = "cases",
        how: How | None = None,
        name: str = "table.csv",
        **options: Any,  # of Options
    ) -> Staged:
        with tempfile.TemporaryFile() as file:
            file.write(table.encode() if isinstance(table, str) else table)
            received = Received(name, kind, BY, how or How(), Options(**options))
            return self.imports.receive(file, received)

    def plan(self, table: str, kind: ImportKind = "cases", **options: Any) -> Staged:
        return self.planned(self.receive(table, kind, **options))

    def planned(self, staged: Staged) -> Staged:
        self.house.catch_up()
        return self.imports.plan(staged)

    def run(self, staged: Staged) -> Staged:
        begun = Header.begin(new_id(), BY, "import", datetime.now(UTC))
        ran = self.imports.run(self.imports.ask_run(staged.id, begun))
        self.house.catch_up()
        return ran

    def let_do(self, table: str) -> Staged:
        """Plan and run it by a worker, which must be there."""
        staged = self._left(self.imports.ask_plan(self.receive(table).id))
        begun = Header.begin(new_id(), BY, "import", datetime.now(UTC))
        return self._left(self.imports.ask_run(staged.id, begun))

    def _left(self, staged: Staged) -> Staged:
        """As it is when a worker has done what it waits for."""
        until(lambda: self.imports.staging.get(staged.id).state != staged.state)
        return self.imports.staging.get(staged.id)

    def do(self, table: str, kind: ImportKind = "cases", **options: Any) -> Mapping[str, int]:
        """Plan and run; how many rows came out how."""
        staged = self.run(self.plan(table, kind, **options))
        assert staged.state == "finished", staged.error
        return self.counts(staged)

    def counts(self, staged: Staged) -> Mapping[str, int]:
        return {k: n for k, n in self.imports.staging.counts(staged.id).items() if n}

    def rows(self, staged: Staged) -> Mapping[int, Planned]:
        with self.house.pool.connection() as db:
            query = (
                "select row, outcome, reason, warnings, turn, case_id, contact from staging.plan"
                " where import = %s order by row"
            )
            found = db.execute(query, (staged.id,)).fetchall()
        return {
            n: Planned(row=n, outcome=o, reason=r, warnings=tuple(w), turn=t, case=c, contact=p)
            for n, o, r, w, t, c, p in found
        }

    def outcomes(self, staged: Staged) -> Sequence[tuple[int, str, str | None]]:
        with self.house.pool.connection() as db:
            query = "select row, outcome, reason from staging.outcome where import = %s order by 1"
            return db.execute(query, (staged.id,)).fetchall()

    def case(self, number: str) -> Case:
        held = self.house.ledger.holder("case-number", [number.casefold()])
        assert held, f"there is no case {number}"
        return self.house.ledger.load(Case, held)

    def contacts(self, number: str) -> list[tuple[str, str]]:
        links = self.case(number).contacts.links
        return [(self.contact(link.contact).card.name, link.role) for link in links]

    def contact(self, id: UUID) -> Contact:
        return self.house.ledger.load(Contact, id)

    def archive(self, number: str) -> None:
        handle(
            ArchiveCase(case_id=self.case(number).id, reason="Twice"), self.house.ledger, header()
        )

    def many(self, kind: str) -> int:
        with self.house.pool.connection() as db:
            query = "select count(*) from ledger.event where kind = %s"
            row = db.execute(query, (kind,)).fetchone()
        return row[0] if row else 0

    def head(self) -> int:
        return self.house.ledger.recorder.max_notification_id() or 0
