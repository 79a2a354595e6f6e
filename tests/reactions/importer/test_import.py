"""An import does exactly what its plan showed, row by row, and doubles nothing."""

import csv
import io
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from caseledger.console import found
from caseledger.imports import Received
from caseledger.wiring import House
from commands.cases import ArchiveCase, ReviseCaseDetails
from commands.contacts import AddContact, Channel
from commands.handle import handle
from commands.ids import new_id
from domain.case.case import Case
from domain.contact.contact import Contact
from domain.contact.reach import Medium
from domain.event import Plain
from domain.imports.imports import ImportKind
from domain.imports.table import How
from domain.ledger import Actor, Header
from domain.refusals import DateUnclear, ImportIsBusy, NoCaseType, NotMapped, NotPlanned
from reactions.importer.presets import LAW_RULER
from reactions.importer.staged import Planned, Staged
from reactions.importer.wishes import NEW, Column, Options
from tests.scenario import header

BY = Actor("person", "ana")


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

    def many(self, kind: str) -> int:
        with self.house.pool.connection() as db:
            query = "select count(*) from ledger.event where kind = %s"
            row = db.execute(query, (kind,)).fetchone()
        return row[0] if row else 0

    def head(self) -> int:
        return self.house.ledger.recorder.max_notification_id() or 0


@pytest.fixture
def desk(house: House) -> Desk:
    return Desk(house)


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


def test_a_plan_is_what_happens_and_writes_nothing_itself(desk: Desk) -> None:
    before = desk.head()
    staged = desk.plan(CASES, type="Representation")
    assert desk.head() == before
    assert staged.planned == {"created": 3, "updated": 0, "skipped": 0, "failed": 0}
    assert desk.counts(desk.run(staged)) == desk.counts(staged) == {"create": 3, "warn": 1}
    case = desk.case("01-AC-00101")
    assert (case.status.current, case.details.facts) == (
        "closed",
        {"name": "St. Joseph, Inc.", "created_date": "2010-04-28", "end_date": "2010-12-31"},
    )
    assert desk.case("05-RC-00007").details.facts["name"] == "Harvey Corp"


def test_every_event_of_an_import_says_which_row_it_came_from(desk: Desk) -> None:
    staged = desk.run(desk.plan(CASES, type="Representation"))
    (begun, *_) = desk.house.ledger.stream(staged.id)
    record = desk.house.ledger.stream(desk.case("05-RC-00007").id)[0]
    assert (record.header.channel, record.header.actor) == ("import", BY)
    assert record.header.reference == {"import": str(staged.id), "row": 3}
    assert record.header.correlation == begun.header.correlation
    assert record.header.causation == begun.event_id


def test_what_is_doubtful_is_said_and_kept(desk: Desk) -> None:
    rows = desk.rows(desk.plan(CASES, type="Representation"))
    assert rows[4].warnings == (
        "“Clos” is not a status of Representation; it is left out.",
        "The case is closed (2010-10-22) before it was opened (2010-10-25).",
    )
    assert rows[4].outcome == "create"


def test_a_type_is_made_with_the_seven_statuses_and_a_column_of_types_left_out(desk: Desk) -> None:
    staged = desk.receive(CASES, type="Representation")
    left_out = {column.header for column in staged.columns if column.target is None}
    assert left_out == {"Case_Type", "NLRB_Office_ID"}
    desk.run(desk.planned(staged))
    assert desk.many("case-type.defined") == 5


def test_cases_without_any_type_are_refused_before_the_start(desk: Desk) -> None:
    staged = desk.receive("Case number,Case name\n1,A\n")
    with pytest.raises(NoCaseType):
        desk.planned(staged)


def test_a_column_of_types_gives_each_row_its_type(desk: Desk) -> None:
    table = "Case number,Type\nA-1,family law\nA-2,Maritime\nA-3,Tax\nA-4,\n"
    staged = desk.receive(table)
    (number, kind) = staged.columns
    wished = replace(kind, choices={"Maritime": NEW, "Tax": None})
    staged = desk.imports.wish(staged.id, {1: wished}, staged.options)
    planned = desk.planned(staged)
    rows = desk.rows(planned)
    assert [rows[n].outcome for n in (2, 3, 4, 5)] == ["create", "create", "fail", "fail"]
    assert rows[4].warnings == ("Type: “Tax” is left out.",)
    desk.run(planned)
    assert desk.case("A-1").opening.type != desk.case("A-2").opening.type
    assert number.target == "case.number"


def test_parties_are_linked_to_their_cases_and_nobody_unnamed_becomes_one(desk: Desk) -> None:
    desk.do(CASES, type="Representation")
    staged = desk.run(desk.plan(PARTIES, "contacts"))
    assert desk.counts(staged) == {"create": 4, "fail": 1, "warn": 1}
    assert desk.contacts("01-AC-00101") == [
        ("Anthony Rizzotti", "other"),
        ("An Individual An Individual", "counsel"),
        ("An Individual An Individual", "counsel"),
    ]
    assert len({link.contact for link in desk.case("01-AC-00101").contacts.links}) == 3
    assert desk.contacts("05-RC-00007") == [("Harvey Corp", "client")]
    assert desk.rows(staged)[6].reason == "There is no case 05-RC-00009."
    assert desk.rows(staged)[2].warnings == ("“Party” is not a known role; it is linked as Other.",)


def test_the_same_files_again_double_nothing(desk: Desk) -> None:
    desk.do(CASES, type="Representation")
    desk.do(PARTIES, "contacts")
    cases, contacts = desk.many("case.opened"), desk.many("contact.added")
    assert desk.do(CASES, type="Representation") == {"skip": 3}
    again = desk.do(PARTIES, "contacts")
    assert (again["skip"], again["fail"]) == (4, 1)
    assert (desk.many("case.opened"), desk.many("contact.added")) == (cases, contacts)


def test_a_case_without_number_is_known_by_its_place_in_the_same_file(desk: Desk) -> None:
    table = "Case name,Filed\nA v. B,2020-01-02\nC v. D,2020-01-03\n"
    assert desk.do(table, type="Civil") == {"create": 2}
    assert desk.do(table, type="Civil") == {"skip": 2}
    assert desk.do(table + "\n", type="Civil") == {"create": 2}


@pytest.mark.parametrize(
    ("policy", "outcome", "court"),
    [("skip", "skip", "Leeds"), ("update", "update", "York"), ("create", "fail", "Leeds")],
)
def test_a_known_case_is_skipped_updated_or_refused(
    desk: Desk, policy: str, outcome: str, court: str
) -> None:
    desk.do("Case number,Court\nA-1,Leeds\n", type="Civil")
    again = "Case number,Court,Jurisdiction\na-1 ,York,\n"
    assert desk.do(again, type="Civil", duplicates=policy) == {outcome: 1}
    assert desk.case("A-1").details.facts["court_name"] == court


def test_a_blank_cell_leaves_a_fact_or_clears_it(desk: Desk) -> None:
    desk.do("Case number,Court,Jurisdiction\nA-1,Leeds,UK\n", type="Civil")
    blank = "Case number,Court,Jurisdiction\nA-1,York, \n"
    assert desk.do(blank, type="Civil", duplicates="update") == {"update": 1}
    assert desk.case("A-1").details.facts["jurisdiction"] == "UK"
    assert desk.do(blank, type="Civil", duplicates="update", blanks="clear") == {"update": 1}
    assert desk.case("A-1").details.facts["jurisdiction"] is None


def test_rows_of_one_case_are_one_case_and_all_their_clients_are_linked(desk: Desk) -> None:
    table = (
        "Case number,Court,Client name,Email\n"
        "A-1,Leeds,Bo Smith,bo@example.com\n"
        "A-1,York,Al Jones,al@example.com\n"
        "A-1,Leeds,Bo Smith,BO@example.com\n"
    )
    staged = desk.run(desk.plan(table, type="Civil"))
    assert desk.counts(staged) == {"create": 1, "update": 1, "skip": 1, "warn": 1}
    rows = desk.rows(staged)
    assert rows[3].warnings == ("Court: “York” is left out, since row 2 says “Leeds”.",)
    assert rows[4].reason is not None
    assert "Row 2" in rows[4].reason
    assert desk.contacts("A-1") == [("Bo Smith", "client"), ("Al Jones", "client")]
    assert desk.case("A-1").details.facts["court_name"] == "Leeds"


def test_a_row_of_an_archived_case_is_skipped_with_the_reason(desk: Desk) -> None:
    desk.do("Case number,Court\nA-1,Leeds\n", type="Civil")
    case = desk.case("A-1").id
    handle(ArchiveCase(case_id=case, reason="Twice"), desk.house.ledger, header())
    staged = desk.plan("Case number,Court\nA-1,York\n", type="Civil", duplicates="update")
    assert desk.rows(staged)[2].reason == "This case is archived. Restore it first."
    assert desk.counts(staged) == {"skip": 1}
    linked = desk.plan("Case number,First name,Last name\nA-1,Bo,Smith\n", "contacts")
    assert desk.counts(linked) == {"skip": 1}


CONTACTS = "First name,Last name,Phone,Email,DOB,External ID\n"


@pytest.mark.parametrize(
    "row",
    [
        "Robert,Smith,,bo@Example.com,,",
        "Robert,Smith,202 555 0142,,,",
        "Bo,Smith,,,1980-04-23,",
        "Robert,Smith,,,,c-7",
    ],
)
def test_a_contact_is_known_by_address_number_birth_or_external_id(desk: Desk, row: str) -> None:
    one = CONTACTS + "Bo,Smith,(202) 555-0142,bo@example.com,1980-04-23,C-7\n"
    desk.do(one, "contacts")
    assert desk.do(CONTACTS + row + "\n", "contacts") == {"skip": 1}
    assert desk.do(CONTACTS + row + "\n", "contacts", duplicates="create") == {
        "fail" if row.endswith("c-7") else "create": 1
    }


def test_a_name_alone_means_nobody(desk: Desk) -> None:
    table = CONTACTS + "James,Smith,,,,\nJames,Smith,,,,\n"
    assert desk.do(table, "contacts") == {"create": 2}


def test_a_number_that_two_people_share_means_neither_of_them(desk: Desk) -> None:
    for _ in range(2):
        shared = AddContact(
            facts={"first_name": "Bo", "last_name": "Smith"}, phones=(Channel(value="2025550142"),)
        )
        handle(shared, desk.house.ledger, header())
    table = CONTACTS + "Al,Smith,2025550142,,,\n"
    assert desk.do(table, "contacts") == {"create": 1}
    assert desk.do(table, "contacts") == {"skip": 1}


def test_two_rows_of_one_person_are_one_contact_on_both_cases(desk: Desk) -> None:
    desk.do("Case number\nA-1\nA-2\n", type="Civil")
    table = (
        "Case number,First name,Last name,Email,City\n"
        "A-1,Bo,Smith,bo@example.com,Leeds\n"
        "A-2,Bob,Smith,bo@example.com,York\n"
    )
    staged = desk.run(desk.plan(table, "contacts"))
    assert desk.counts(staged) == {"create": 1, "update": 1, "warn": 1}
    assert desk.contacts("A-1") == desk.contacts("A-2") == [("Bo Smith", "client")]


def test_what_is_impossible_is_left_out_or_fails_as_wished(desk: Desk) -> None:
    table = CONTACTS + "Bo,Smith,12,bo@example,1980-04-23,\n"
    staged = desk.run(desk.plan(table, "contacts"))
    assert desk.counts(staged) == {"create": 1, "warn": 1}
    contact = desk.contact(desk.rows(staged)[2].contact or new_id())
    assert contact.reach.points == ()
    strict = desk.plan(table.replace("Bo", "Al"), "contacts", invalid="fail")
    assert desk.counts(strict) == {"fail": 1}


def test_a_birth_in_the_future_fails_its_row_alone(desk: Desk) -> None:
    table = CONTACTS + "Bo,Smith,,,2980-04-23,\nAl,Jones,,,1980-04-23,\nCy,Poe,,,1980-02-30,\n"
    staged = desk.plan(table, "contacts")
    rows = desk.rows(staged)
    assert [rows[n].outcome for n in (2, 3, 4)] == ["fail", "create", "fail"]
    assert rows[2].reason == "date_of_birth: 2980-04-23 is in the future."
    assert rows[4].reason == "Date of birth: “1980-02-30” is not a date (yyyy-mm-dd)."


def test_an_ambiguous_date_is_asked_about_before_the_start(desk: Desk) -> None:
    staged = desk.receive(CONTACTS + "Bo,Smith,,,03/04/1980,\n", "contacts")
    assert staged.columns[4].format is None
    with pytest.raises(DateUnclear, match="dd/mm/yyyy or mm/dd/yyyy"):
        desk.planned(staged)
    wished = replace(staged.columns[4], format="mm/dd/yyyy")
    planned = desk.planned(desk.imports.wish(staged.id, {4: wished}, staged.options))
    contact = desk.rows(desk.run(planned))[2].contact
    assert desk.contact(contact or new_id()).card.facts["date_of_birth"] == "1980-03-04"


def test_phones_and_addresses_of_a_row_are_all_kept(desk: Desk) -> None:
    table = (
        "First name,Last name,Phone,Home phone,Phone 2,Email,Street,City,Zip\n"
        "Bo,Smith,202-555-0142,(202) 555-0143,+44 20 7946 0018,"
        '"bo@example.com; b@example.com",1 Main St,Boston,02907\n'
    )
    staged = desk.run(desk.plan(table, "contacts"))
    reach = desk.contact(desk.rows(staged)[2].contact or new_id()).reach
    assert [(held.value, held.label) for held in reach.of(Medium.PHONE)] == [
        ("+12025550142", "mobile"),
        ("+12025550143", "home"),
        ("+442079460018", "mobile"),
    ]
    assert [held.value for held in reach.of(Medium.EMAIL)] == ["bo@example.com", "b@example.com"]
    assert reach.addresses[0].parts == {
        "line1": "1 Main St",
        "city": "Boston",
        "postal_code": "02907",
    }


def test_custom_fields_are_made_bound_and_filled(desk: Desk) -> None:
    table = 'Case number,NAICS code,Injury,Demand\nA-1,0622110,Arm,"$1,234.50"\nA-2,,Neck,12\n'
    staged = desk.receive(table, type="Civil")
    kinds = {1: "new.text", 2: "new.select", 3: "new.currency"}
    wishes = {n: replace(staged.columns[n], target=kind) for n, kind in kinds.items()}
    staged = desk.planned(desk.imports.wish(staged.id, wishes, staged.options))
    desk.run(staged)
    facts: Mapping[str, Plain] = {
        "x_naics_code": "0622110",
        "x_injury": "arm",
        "x_demand": 123_450,
    }
    assert desk.case("A-1").details.facts == facts
    more = desk.receive("Case number,Injury\nA-3,Arm\nA-4,Toe\n", type="Civil")
    assert more.columns[1].target == "case.x_injury"
    rows = desk.rows(desk.planned(more))
    assert [rows[n].outcome for n in (2, 3)] == ["create", "create"]
    assert "Toe" in rows[3].warnings[0]


def test_a_record_that_moved_after_the_plan_is_left_alone(desk: Desk) -> None:
    desk.do("Case number,Court\nA-1,Leeds\nA-2,Leeds\n", type="Civil")
    table = "Case number,Court\nA-1,York\nA-2,York\n"
    staged = desk.plan(table, type="Civil", duplicates="update")
    moved = ReviseCaseDetails(case_id=desk.case("A-1").id, changes={"jurisdiction": "UK"})
    handle(moved, desk.house.ledger, header())
    assert desk.counts(desk.run(staged)) == {"fail": 1, "update": 1}
    assert desk.case("A-1").details.facts["court_name"] == "Leeds"
    assert desk.case("A-2").details.facts["court_name"] == "York"
    assert "left alone" in str(desk.outcomes(staged)[0])


def test_what_an_import_itself_changed_has_not_moved(desk: Desk) -> None:
    desk.do("Case number,Court\nA-1,Leeds\n", type="Civil")
    table = "Case number,First name,Last name\n" + "".join(f"A-1,Bo{n},Smith\n" for n in range(9))
    staged = desk.plan(table, "contacts")
    assert [planned.turn for planned in desk.rows(staged).values()] == list(range(9))
    assert desk.counts(desk.run(staged)) == {"create": 9}
    assert [name for name, _ in desk.contacts("A-1")] == [f"Bo{n} Smith" for n in range(9)]


def test_an_import_stops_and_goes_on_and_each_row_comes_out_once(desk: Desk) -> None:
    table = "Case number,First name,Last name,Email\n" + "".join(
        f"A-{n % 300},Bo{n},Smith,bo{n}@example.com\n" for n in range(900)
    )
    desk.do("Case number\n" + "".join(f"A-{n}\n" for n in range(300)), type="Civil")
    staged = desk.plan(table, "contacts")
    begun = desk.imports.ask_run(staged.id, header())
    desk.imports.stop(staged.id)
    stopped = desk.imports.run(begun)
    assert stopped.state == "stopped"
    assert 0 < len(desk.outcomes(staged)) < 900
    finished = desk.run(stopped)
    assert finished.state == "finished"
    assert desk.counts(finished) == {"create": 900}
    assert [row for row, *_ in desk.outcomes(staged)] == list(range(2, 902))
    assert desk.many("contact.added") == 900
    kinds = [record.kind for record in desk.house.ledger.stream(staged.id)]
    assert kinds == ["import.begun", "import.stopped", "import.resumed", "import.finished"]


def test_a_run_that_never_wrote_down_what_it_did_does_nothing_twice(desk: Desk) -> None:
    desk.do("Case number\nA-1\n", type="Civil")
    table = "Case number,First name,Last name\n" + "".join(f"A-1,Bo{n},Smith\n" for n in range(5))
    staged = desk.plan(table, "contacts")
    desk.run(staged)
    with desk.house.pool.connection() as db:
        db.execute("delete from staging.outcome where row <> 3")
    again = desk.imports.run(replace(staged, state="running"))
    assert desk.counts(again) == {"create": 5}
    assert desk.many("contact.added") == 5


def test_nothing_runs_that_was_not_planned(desk: Desk) -> None:
    staged = desk.receive("Case number\nA-1\n", type="Civil")
    with pytest.raises(NotPlanned):
        desk.imports.ask_run(staged.id, header())
    desk.run(desk.planned(staged))
    with pytest.raises(ImportIsBusy):
        desk.imports.wish(staged.id, {}, staged.options)


def test_another_way_to_read_the_file_is_another_table(desk: Desk) -> None:
    staged = desk.receive("Cases of\nCase number;Court\nA-1;Leeds\n", type="Civil")
    assert staged.found.header_row == 2
    again = desk.imports.again(staged.id, How(header_row=2, delimiter=","))
    assert again.found.headers == ("Case number;Court",)


def test_the_law_ruler_preset_takes_its_ten_columns(desk: Desk) -> None:
    heads = [*LAW_RULER.required, "Cell Phone", "Email", "Date of Birth", "Custom#17"]
    cells = ["104482", "7", "Maritime", "3", "Closed", "Bo Smith", "04/23/2024", "9001", "Bo",
             "Smith", "202-555-0142", "bo@example.com", "04/23/1980", "left arm"]  # fmt: skip
    out = io.StringIO()
    csv.writer(out).writerows([heads, cells])
    staged = desk.receive(out.getvalue(), preset="law-ruler")
    kind = next(column for column in staged.columns if column.target == "case.type")
    wished = {kind.index: replace(kind, choices={"Maritime": NEW})}
    ran = desk.run(desk.planned(desk.imports.wish(staged.id, wished, staged.options)))
    row = desk.rows(ran)[2]
    case = desk.house.ledger.load(Case, row.case or new_id())
    assert case.details.facts == {
        "created_date": "2024-04-23",
        "external_source": "law-ruler",
        "external_source_id": "104482",
        "external_source_data": {"Case Type ID": "7", "Status ID": "3", "Custom#17": "left arm"},
    }
    assert case.status.current == "closed"
    contact = desk.contact(case.contacts.clients[0])
    assert contact.card.facts == {
        "first_name": "Bo",
        "last_name": "Smith",
        "date_of_birth": "1980-04-23",
        "external_source": "law-ruler",
        "external_source_id": "9001",
    }
    assert desk.do(out.getvalue(), preset="law-ruler", type="Maritime") == {"skip": 1}
    with pytest.raises(NotMapped, match="Lead ID"):
        desk.receive("Case Type,First Name\nMaritime,Bo\n", preset="law-ruler")


def test_a_known_contact_is_updated_and_keeps_what_it_had(desk: Desk) -> None:
    desk.do(CONTACTS + "Bo,Smith,202-555-0142,bo@example.com,,\n", "contacts")
    more = CONTACTS + "Robert,Smith,202-555-0143,bo@example.com,1980-04-23,\n"
    staged = desk.run(desk.plan(more, "contacts", duplicates="update"))
    assert desk.counts(staged) == {"update": 1}
    contact = desk.contact(desk.rows(staged)[2].contact or new_id())
    assert contact.card.facts["first_name"] == "Robert"
    assert [held.value for held in contact.reach.of(Medium.PHONE)] == [
        "+12025550142",
        "+12025550143",
    ]
    assert desk.do(more, "contacts", duplicates="update") == {"skip": 1}


def test_a_known_case_gets_another_status_and_keeps_its_type(desk: Desk) -> None:
    desk.do("Case number,Status\nA-1,Active\n", type="Civil")
    again = "Case number,Status\nA-1,Settled\n"
    staged = desk.run(desk.plan(again, type="Maritime", duplicates="update"))
    assert desk.case("A-1").status.current == "settled"
    assert desk.counts(staged) == {"update": 1}


def test_what_every_row_lacks_may_be_said_once(desk: Desk) -> None:
    table = "Case number,Court\nA-1,\nA-2,York\n"
    defaults = {"case.court_name": "Leeds", "case.jurisdiction": "UK"}
    desk.do(table, type="Civil", defaults=defaults)
    assert desk.case("A-1").details.facts == {"court_name": "Leeds", "jurisdiction": "UK"}
    assert desk.case("A-2").details.facts == {"court_name": "York", "jurisdiction": "UK"}


def test_a_column_whose_types_nobody_knows_gives_no_type(desk: Desk) -> None:
    staged = desk.plan("Case number,Type\nA-1,RC\n")
    assert (staged.state, staged.error) == ("failed", str(NoCaseType()))


def test_two_columns_for_one_fact_are_refused(desk: Desk) -> None:
    staged = desk.receive("Case number,Court,Venue room\nA-1,Leeds,7\n", type="Civil")
    twice = {2: Column(index=2, header="", target="case.court_name")}
    with pytest.raises(NotMapped, match="Two columns"):
        desk.planned(desk.imports.wish(staged.id, twice, staged.options))


def test_zeros_that_other_files_leave_out_are_pointed_at(desk: Desk) -> None:
    desk.do("Case number\n33-RD-00899\n", type="Civil")
    staged = desk.plan("Case number\n33-RD-000899\n", type="Civil")
    assert desk.rows(staged)[2].warnings == ("There is also 33-RD-00899, the same but for zeros.",)
    linked = desk.plan("Case number,First name,Last name\n33-RD-899,Bo,Smith\n", "contacts")
    assert desk.rows(linked)[2].reason == (
        "There is no case 33-RD-899. There is 33-RD-00899, the same but for zeros."
    )
