"""What is exported comes back unchanged: no formula runs, and an import of it changes nothing."""

import csv
import io
import tempfile
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from msgspec import json
from python_calamine import load_workbook

from caseledger.adapters.tables.read import reading
from caseledger.adapters.tables.write import WRITERS
from caseledger.exports.wanted import Wanted
from caseledger.imports import Received
from caseledger.wiring import House
from domain.ledger import Actor
from domain.values import ValueKind, text
from reactions.importer.formulas import DANGEROUS, unguarded
from reactions.importer.staged import Staged
from reactions.importer.wishes import Options
from tests.chaos.seed import TIMES
from tests.queries.office import Office

BY = Actor("person", "0190a000-0000-7000-8000-000000000001")
QUICK = [Phase.explicit, Phase.generate]  # each try is a whole import
FORMATS = ["csv", "xlsx"]
# What spreadsheets, CSV and delimiters trip over, and the letters of anybody's name.
HOSTILE = "=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20'\"`,;|&<>_x0D "
SAID = st.text(st.sampled_from(HOSTILE.replace("\0", "") + "aÄß0éñ漢👩\u202e\u00a0"), max_size=12)
ANY = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\t\r\n"), max_size=40
)


def exported(house: House, format: str, **more: Any) -> bytes:
    wanted = Wanted(kind="cases", format=format, by=BY, door="page", **more)
    it = house.exports().ask(wanted)
    with house.blobs.open(it.key) as chunks:
        return b"".join(chunks)


def planned(house: House, table: bytes, **options: Any) -> Staged:
    with tempfile.TemporaryFile() as file:
        file.write(table)
        received = Received("export", "cases", BY, options=Options(**options))
        staged = house.imports().receive(file, received)
    house.catch_up()  # the export itself is on record
    ended = house.imports().plan(staged)
    assert ended.state == "planned", ended.error
    return ended


def rows_of(house: House, staged: Staged) -> list[tuple[str, str | None, list[str]]]:
    query = "select outcome, reason, warnings from staging.plan where import = %s order by row"
    with house.pool.connection() as db:
        return db.execute(query, (staged.id,)).fetchall()


def changes_nothing(house: House, table: bytes, **options: Any) -> None:
    staged = planned(house, table, duplicates="update", **options)
    assert staged.setup == ()
    outcomes = rows_of(house, staged)
    assert outcomes
    for outcome, reason, warnings in outcomes:
        assert (outcome, reason) == ("skip", "Nothing in it is new."), warnings


def table_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def firm(house: House) -> Office:
    """Two types, of which one alone has a field of each kind, and one with a name of another."""
    office = Office(house, BY)
    for kind in ValueKind:
        options = ("Neck", "Arm; left", "=Leg") if "select" in kind else ()
        office.field(f"The {kind}", kind, "Personal Injury", options=options)
    office.field("Status", ValueKind.TEXT, "Personal Injury")
    office.field("2024", ValueKind.NUMBER, "Personal Injury")
    office.field("=Sum", ValueKind.NUMBER, "Personal Injury")
    office.type("Family Law")
    return office


FACTS: Mapping[str, st.SearchStrategy[Any]] = {
    "name": SAID, "description": SAID, "court_name": ANY, "jurisdiction": SAID,
    "court_date": st.dates().map(str), "is_obo": st.just(True), "utm_source": SAID,
    "x_the_text": SAID, "x_the_long_text": SAID, "x_status": SAID,
    "x_the_number": st.decimals(-(10**14), 10**14, places=7).map(str),
    "x_2024": st.integers(-(10**14), 10**14).map(str), "x_sum": st.just("-5"),
    "x_the_currency": st.integers(-(10**14), 10**14),
    "x_the_percentage": st.decimals(0, 100, places=3).map(str),
    "x_the_date": st.dates().map(str), "x_the_yes_no": st.booleans(),
    "x_the_date_time": st.datetimes().map(lambda at: f"{at.isoformat()}Z"),
    "x_the_select": st.sampled_from(["Neck", "Arm; left", "=Leg"]),
    "x_the_multi_select": st.lists(st.sampled_from(["Neck", "=Leg"]), min_size=1),
    "x_the_phone": st.just("+13055550199"), "x_the_email": st.just("-a@example.com"),
    "x_the_url": st.just("https://example.com/=1+1"),
}  # fmt: skip
LONG: dict[str, Any] = {"x_the_number": "1234567890.1234567"}  # a float holds it, a file does not
CASES = st.fixed_dictionaries({"representative": st.just("=Rae")}, optional=dict(FACTS))


@pytest.mark.parametrize("format", FORMATS)
def test_a_case_comes_back_as_it_was(house: House, format: str) -> None:
    office = firm(house)

    @settings(max_examples=12 * TIMES, suppress_health_check=list(HealthCheck), phases=QUICK)
    @example(LONG, {})
    @given(CASES, CASES)
    def comes_back(one: dict[str, Any], other: dict[str, Any]) -> None:
        mine = {name: value for name, value in other.items() if not name.startswith("x_")}
        made = [
            office.case(office.contact("Bo", "=Smith"), **one),
            office.case(type="Family Law", **mine),
        ]
        office.settle()
        changes_nothing(house, exported(house, format, chosen=made))

    comes_back()


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@example(cells=[("a;b;c;d;e;f", "")] * 3)  # cut into more, and as evenly, by another sign
@given(cells=st.lists(st.tuples(SAID, ANY), min_size=1, max_size=5))
def test_every_cell_is_read_as_it_was_written(format: str, cells: list[tuple[str, str]]) -> None:
    rows = [(f"A-{n}", *each) for n, each in enumerate(cells)]
    with tempfile.TemporaryFile() as file:
        WRITERS[format](file, ["Case number", "=One", "2024"], {"Filter": "a;b;c\n;"}, rows)
        file.flush()
        with reading(file) as table:
            assert table.found.exported
            found = [row.cells for row in table.rows()]
    given_back = unguarded if format == "csv" else str
    assert [[text(given_back(cell)) for cell in row[:3]] for row in found] == [
        [text(cell) for cell in row] for row in rows
    ]


@given(st.text(st.sampled_from(HOSTILE + "a1"), max_size=6))
def test_no_cell_of_a_csv_begins_like_a_formula(cell: str) -> None:
    with tempfile.TemporaryFile() as file:
        WRITERS["csv"](file, [cell, "B"], {}, [(cell, Decimal(-5)), ("+1305", date(1980, 1, 2))])
        file.seek(0)
        rows = table_of(file.read())
    begins = tuple(DANGEROUS.replace("\\", ""))
    assert not [each for row in rows for each in row if each.startswith(begins)]
    assert rows[2][:2] == ["'+1305", "1980-01-02"]


def test_a_spreadsheet_has_its_own_kinds_and_no_formula(house: House) -> None:
    office = firm(house)
    facts: dict[str, Any] = {"court_date": "2026-12-09", "x_the_currency": 123456}
    facts["court_name"] = "=1+1"
    made = office.case(**facts)
    office.settle()
    content = exported(house, "xlsx", chosen=[made], columns=[*facts, "updated_at"])
    book = load_workbook(io.BytesIO(content))
    _, cells = book.get_sheet_by_name("Cases").to_python()
    assert list(map(type, cells)) == [str, date, float, str, datetime]
    assert cells[1:4] == [date(2026, 12, 9), 1234.56, "=1+1"]
    about = book.get_sheet_by_name("Exported by Caseledger").to_python()
    assert ["Rows", "1"] in about
    assert ["Filter", "1 chosen one by one"] in about
    with ZipFile(io.BytesIO(content)) as parts:
        assert b"<f" not in parts.read("xl/worksheets/sheet1.xml").replace(b"<fo", b"")


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_says_its_position_and_its_filter(house: House, format: str) -> None:
    office = firm(house)
    office.case(court_name="Leeds")
    office.case(court_name="York")
    office.settle()
    filters = [("court_name", "Leeds,Hull"), ("opted_out.none", "sms")]
    content = exported(house, format, filters=filters, columns=["court_name", "name"])
    if format == "csv":
        headings, only = table_of(content)
        assert headings[:3] == ["Case number", "Court", "Case"]
        head = house.ledger.recorder.max_notification_id()
        assert headings[3].startswith(f"Exported by Caseledger. Position: {head - 1}; Made: 20")
        assert "Filter: court_name=Leeds,Hull & opted_out.none=sms; Sorted by: -up" in headings[3]
        assert only[1:] == ["Leeds", "Personal Injury", ""]
    changes_nothing(house, content, type="Personal Injury")


def test_what_is_mended_in_a_file_comes_in(house: House) -> None:
    office = firm(house)
    made = office.case(court_name="-Leeds", x_the_number="-5")
    office.settle()
    mended = exported(house, "csv", chosen=[made]).decode().replace("'-Leeds", "'=York")
    staged = planned(house, mended.encode(), duplicates="update")
    query = "select changes from staging.plan where import = %s"
    with house.pool.connection() as db:
        ((changes,),) = db.execute(query, (staged.id,)).fetchall()
    only = {"name": "court_name", "label": "Court", "before": "-Leeds", "after": "=York"}
    assert json.decode(changes) == [only]


def test_all_columns_are_there_and_say_what_lists_show(house: House) -> None:
    office = firm(house)
    bo = office.contact("Bo", "Smith", phones=["+13055550199", "+13055550100"])
    lead = office.person("Cy Young")
    made = office.case(bo, staff=[lead], external_source_data={"lead": "=1"})
    office.link(made, office.contact("Al", "Ruiz"), "witness")
    office.settle()
    headings, row = table_of(exported(house, "csv", chosen=[made]))
    said = dict(zip(headings, row, strict=True))
    assert said["Case"] == "Bo Smith - Personal Injury"
    assert said["Case name"] == ""
    assert said["Case type"] == "Personal Injury"
    assert said["Client phone"] == "'+13055550199; +13055550100"
    assert said["Assigned"] == said["Lead"] == "Cy Young"
    assert (said["Clients"], said["Contacts"]) == ("Bo Smith", "Bo Smith; Al Ruiz")
    assert said["External data"] == "lead: =1"
    assert said["Unreachable by"] == "E-mail"
    assert {"Opted out of", "Created", "x_status", "2024", "'=Sum"} <= set(headings)
    assert UUID(str(made))
