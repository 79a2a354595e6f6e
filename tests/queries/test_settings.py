"""What the firm has defined: types, people, keys, and the catalogue of all facts."""

import re

import pytest

from caseledger.wiring import House
from commands.fields import RetireOption
from commands.notes import HideNote, ReviseNote, WriteNote
from commands.people import FoundFirm, IssueKey
from commands.types import RenameCaseType, ReorderCaseTypes
from domain.conditions import OPERATORS
from domain.ledger import Actor
from domain.refusals import NotFound, Unsuitable
from domain.values import ValueKind
from projections.tables import Db
from queries import catalogue, settings
from queries.names import names
from queries.notes import NoteRow, notes, shown
from tests.queries.office import Office


def test_types_are_in_the_firms_order_with_statuses_and_fields(office: Office, db: Db) -> None:
    office.ask(FoundFirm(name="Our firm"))
    office.settle()
    for kind in names(db).types.values():
        office.types[kind.life.name] = kind.id
    first, second = office.type("Personal Injury"), office.type("Family Law")
    office.field("Injury", ValueKind.TEXT, "Personal Injury")
    office.ask(ReorderCaseTypes(order=(second, first)))
    office.ask(RenameCaseType(type_id=first, name="Injury"))
    office.settle()
    family, injury, *others = settings.case_types(names(db))
    assert (family.id, family.place, injury.name, injury.place) == (second, 0, "Injury", 1)
    assert (family.initial, [s.key for s in family.statuses][:2]) == (
        "new-lead",
        ["new-lead", "in-review"],
    )
    assert [(f.key, f.required) for f in injury.fields] == [("x_injury", False)]
    assert [kind.place for kind in others] == [2, 3]


def test_people_and_keys_are_listed(office: Office, db: Db) -> None:
    office.person("Rae Kim"), office.person("al Wu")
    office.ask(IssueKey(name="crm", can=("read",)))
    office.settle()
    known = names(db)
    assert [person.name for person in settings.people(known)] == ["al Wu", "Rae Kim"]
    assert [(key.name, key.can) for key in settings.keys(known)] == [("crm", ("read",))]
    assert settings.firm(known).time_zone == "America/New_York"


def test_the_catalogue_offers_every_fact_with_what_may_be_asked(office: Office, db: Db) -> None:
    field = office.field("Injury", ValueKind.SELECT, "Personal Injury", options=["Arm", "Leg"])
    office.field("Value", ValueKind.CURRENCY, "Personal Injury")
    rae = office.person("Rae Kim")
    office.ask(RetireOption(field_id=field, option="leg"))
    office.settle()
    rows = {row.key: row for row in catalogue.rows(catalogue.of_cases(names(db)))}
    asked = {key: [each.op for each in row.operators] for key, row in rows.items()}
    assert asked["court_name"] == ["any", "none", "contains", "prefix", "has", "missing"]
    assert asked["court_date"] == ["any", "none", "from", "until", "between", "has", "missing"]
    assert asked["opted_out"] == ["any", "none", "has", "missing"]
    assert asked["description"] == ["has", "missing"]
    assert asked["external_source_data"] == []
    injury = rows["x_injury"]
    assert (injury.kind, injury.label, injury.built_in, injury.id) == (
        "select", "Injury", False, field,
    )  # fmt: skip
    assert [(o.key, o.retired) for o in injury.options] == [("arm", False), ("leg", True)]
    assert (rows["x_value"].currency, rows["court_name"].currency) == ("USD", None)
    assert [(o.key, o.label) for o in rows["lead"].options] == [(str(rae), "Rae Kim")]
    assert (rows["status"].kind, rows["type"].kind, rows["lead"].kind) == (
        "status", "type", "person",
    )  # fmt: skip
    assert (rows["name"].editable, rows["client_name"].editable) == (True, False)
    assert (rows["number"].searchable, rows["utm_term"].searchable) == (True, False)
    assert (rows["opted_out"].sortable, rows["x_value"].sortable) == (False, True)


def test_the_catalogue_of_contacts_is_their_own(office: Office, db: Db) -> None:
    rows = {row.key: row for row in catalogue.rows(catalogue.of_contacts(names(db)))}
    assert {"first_name", "date_of_birth", "phones", "city", "opted_out"} <= set(rows)
    assert [o.key for o in rows["kind"].options] == ["individual", "business"]
    assert (rows["first_name"].editable, rows["city"].editable) == (True, False)


def test_every_operator_is_offered_by_some_fact(office: Office, db: Db) -> None:
    rows = catalogue.rows(catalogue.of_cases(names(db)))
    assert {each.op for row in rows for each in row.operators} == set(OPERATORS)


def test_notes_are_shown_newest_first_by_page(office: Office, db: Db, house: House) -> None:
    rae = office.person("Rae Kim")
    office.by = Actor("person", str(rae))
    case = office.case()
    ids = [office.ask(WriteNote(case_id=case, text=f"*Note* {n}")).id for n in range(5)]
    office.ask(ReviseNote(note_id=ids[0], text="Revised"))
    office.ask(HideNote(note_id=ids[1], reason="Wrong case"))
    house.catch_up()
    page = notes(db, case)
    assert [note.id for note in page.notes] == ids[::-1]
    assert (page.notes[0].html, page.notes[0].author.name) == (
        "<p><em>Note</em> 4</p>\n", "Rae Kim",
    )  # fmt: skip
    assert (page.notes[4].text, page.notes[4].version) == ("Revised", 2)
    assert page.notes[4].revised_at is not None
    assert [note.hidden for note in page.notes] == [False, False, False, True, False]
    walked: list[NoteRow] = []
    cursor = None
    for _ in range(5):
        some = notes(db, case, cursor, 2)
        walked += some.notes
        if not (cursor := some.next):
            break
    assert walked == list(page.notes)
    with pytest.raises(Unsuitable):
        notes(db, case, "soon")
    with pytest.raises(NotFound):
        notes(db, rae)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](http://example.com/x.png)",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        "[x](data:text/html,x)",
    ],
)
def test_a_note_that_would_run_is_only_shown(text: str) -> None:
    html = shown(text)
    assert not re.search(r"<script|<img|<[^>]*(javascript|data|onerror)", html)


def test_a_note_that_is_written_in_html_is_shown_as_it_was_written() -> None:
    assert shown("<b>x</b>\ny") == "<p>&lt;b&gt;x&lt;/b&gt;<br>\ny</p>\n"
