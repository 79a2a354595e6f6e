"""The preset for what Law Ruler exports."""

import csv
import io

import pytest
from msgspec.structs import replace

from commands.ids import new_id
from domain.case.case import Case
from domain.refusals import NotMapped
from reactions.importer.presets import LAW_RULER
from reactions.importer.wishes import NEW
from tests.reactions.importer.desk import Desk


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
