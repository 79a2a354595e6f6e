"""What the lines say, column by column, and by which words records are found."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, LiteralString
from uuid import UUID

import pytest
from psycopg.rows import dict_row

from commands.cases import ArchiveCase, AssignStaff, OpenCase, ReviseCaseDetails
from commands.contacts import AddContact, NewContact, ReviseContactDetails
from commands.fields import ReviseField
from commands.notes import WriteNote
from commands.people import AddPerson
from domain.people.roles import Role
from domain.values import ValueKind
from domain.words import bare
from projections import checkpoints, due
from projections.runner import LISTS, step
from projections.tables import Db
from projections.words import split
from tests.projections.office import Office


def row(office: Office, query: LiteralString, *values: object) -> dict[str, Any]:
    office.house.catch_up()
    with office.house.pool.connection() as db, db.cursor(row_factory=dict_row) as cursor:
        found = cursor.execute(query, values).fetchall()
    assert len(found) == 1, found
    return found[0]


def case_line(office: Office, case: UUID) -> dict[str, Any]:
    return row(office, "select * from read.case_line where id = %s", case)


def found(office: Office, words: str) -> list[UUID]:
    office.house.catch_up()
    query = (
        "select id from read.case_search where array_to_tsvector(words) @@ %s::tsquery order by id"
    )
    asked = " & ".join(f"'{word}':*" for word in words.split())
    with office.house.pool.connection() as db:
        return [case for (case,) in db.execute(query, (asked,))]


def test_a_case_line_has_every_fact_of_the_case(office: Office) -> None:
    bo = office.client("+12025550141", first="Bo", last="Łoś")
    ana = office.do(AddPerson(name="Ana", email="ana@example.com", role=Role.USER)).id
    facts = {"court_name": "Łódź County", "court_date": "2026-12-24", "is_obo": "yes"}
    case = office.case(bo, representative="Di", **facts)
    office.do(AssignStaff(case_id=case, person_id=ana))
    line = case_line(office, case)
    assert line["type"] == office.type("Injury")
    assert (line["court_name"], line["court_name_key"]) == ("Łódź County", "łodz county")
    assert line["court_date"] == date(2026, 12, 24)
    assert line["is_obo"] is True
    assert (line["client"], line["client_name"]) == (bo, "Bo Łoś")
    assert (line["clients"], line["contacts"]) == ([bo], [bo])
    assert (line["staff"], line["lead"]) == ([ana], ana)
    assert (line["version"], line["archived"], line["status"]) == (5, False, "new-lead")
    assert (line["origin"], line["update_origin"]) == ("api", "api")
    assert isinstance(line["opened_at"], datetime)
    assert line["opened_at"] < line["updated_at"]


def test_what_one_command_begins_was_not_changed_yet(office: Office) -> None:
    line = case_line(office, office.case(office.client()))
    assert line["update_origin"] is None
    assert line["opened_at"] == line["updated_at"]


def test_a_case_is_called_by_its_own_name_or_else_by_its_clients(office: Office) -> None:
    bo = office.client(first="Éva")
    case = office.case(bo)
    assert case_line(office, case)["name"] == "Éva Smith"
    office.do(ReviseContactDetails(contact_id=bo, changes={"last_name": "Ruiz"}))
    line = case_line(office, case)
    assert (line["name"], line["name_key"], line["own_name"]) == ("Éva Ruiz", "eva ruiz", None)
    office.do(ReviseCaseDetails(case_id=case, changes={"name": "Ruiz v. Jones"}))
    line = case_line(office, case)
    assert (line["name"], line["client_name"]) == ("Ruiz v. Jones", "Éva Ruiz")
    assert (line["own_name"], line["name_key"]) == ("Ruiz v. Jones", "ruiz v. jones")


def test_a_line_is_as_new_as_all_that_it_was_joined_from(office: Office, db: Db) -> None:
    bo = office.client("+12025550141")
    case = office.case(bo)
    for happens in (
        lambda: office.change_status(case, "active"),
        lambda: office.opt_out(bo, "call"),
        lambda: office.reply("+12025550141", "STOP"),
    ):
        happens()
        head = office.house.ledger.recorder.max_notification_id()
        assert case_line(office, case)["position"] == head


def test_readers_are_not_told_of_a_position_before_all_lines_are_there(
    office: Office, db: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due, "AT_ONCE", 0)  # everything is taken later …
    monkeypatch.setattr(due, "CHUNK", 1)  # … and line by line
    office.case(office.client("+12025550141"))
    office.house.catch_up()
    before = checkpoints.reached(db, *LISTS)
    office.reply("+12025550141", "STOP")
    seen = []
    while step(db, office.house.ledger):
        seen.append((checkpoints.reached(db, *LISTS), _stopped(db)))
    assert all(stopped for reached, stopped in seen if reached >= before + 2)
    assert seen[-1] == (before + 2, True)


def _stopped(db: Db) -> bool:
    row = db.execute("select sms_opted_out from read.case_line").fetchone()
    return bool(row and row[0])


def test_a_contact_line_has_every_fact_of_the_contact(office: Office) -> None:
    given = NewContact.model_validate(
        {
            "facts": {"first_name": "Bo", "last_name": "Łoś", "date_of_birth": "1980-04-03"},
            "phones": [{"value": "(202) 555-0141"}, {"value": "202-555-0142"}],
            "emails": [{"value": "Bo@Example.com"}],
            "addresses": [{"line1": "1 High St", "city": "Leeds", "postal_code": "LS1"}],
        }
    )
    bo = office.do(AddContact.model_validate(given.model_dump())).id
    office.case(bo)
    office.case(bo)
    office.opt_out(bo, "sms")
    line = row(office, "select * from read.contact_line where id = %s", bo)
    assert (line["kind"], line["name"], line["name_key"]) == ("individual", "Bo Łoś", "bo łos")
    assert line["date_of_birth"] == date(1980, 4, 3)
    assert line["phones"] == ["+12025550141", "+12025550142"]
    assert (line["primary_phone"], line["primary_email"]) == ("+12025550141", "bo@example.com")
    assert (line["city"], line["state"], line["postal_code"]) == ("Leeds", None, "LS1")
    assert (line["opted_out"], line["unreachable"], line["cases"]) == (["sms"], [], 2)


def test_custom_values_are_kept_as_what_they_are(office: Office) -> None:
    given: dict[ValueKind, Any] = {
        ValueKind.TEXT: "Knee",
        ValueKind.NUMBER: "1,234.50",
        ValueKind.CURRENCY: "99.50",
        ValueKind.DATE: "2026-12-24",
        ValueKind.DATE_TIME: "2026-12-24T10:00:00+01:00",
        ValueKind.YES_NO: "yes",
    }
    facts = {office.field(kind.name, kind): value for kind, value in given.items()}
    case = office.do(OpenCase(type=office.type("Injury"), facts=facts)).id
    office.house.catch_up()
    query = "select field, text, text_key, number, day, at from read.case_value where case_id = %s"
    with office.house.pool.connection() as db:
        values = {name: typed for name, *typed in db.execute(query, (case,))}
    assert values["x_text"] == ["Knee", "knee", None, None, None]
    assert values["x_number"][2] == Decimal("1234.5")
    assert values["x_currency"][2] == 9950
    assert values["x_date"][3] == date(2026, 12, 24)
    assert values["x_date_time"][4] == datetime.fromisoformat("2026-12-24T09:00:00Z")
    assert values["x_yes_no"][2] == 1
    office.do(ReviseCaseDetails(case_id=case, changes={"x_text": None}))
    assert row(office, "select count(*) as n from read.case_value")["n"] == 5


def test_a_case_is_found_by_its_words_and_its_clients(office: Office) -> None:
    bo = office.client("+12025550141", email="bo.b@example.com", first="José", last="O'Brien")
    case = office.case(bo, name="Smith v. Łoś", external_source="crm", external_source_id="L-77")
    office.case(office.client(first="Cy"))
    for words in (
        "smi łos", "jose", "obrien", "brien", "2025550141", "12025550141", "0141",
        "bo.b@example.com", "l-77", "example.com",
    ):  # fmt: skip
        assert found(office, words) == [case], words
    office.do(ReviseContactDetails(contact_id=bo, changes={"last_name": "Ruiz"}))
    assert found(office, "brien") == []
    assert found(office, "ruiz") == [case]


def test_a_field_that_becomes_searched_finds_its_cases(office: Office) -> None:
    name = office.field("Injury", ValueKind.TEXT)
    case = office.case(**{name: "whiplash"})
    assert found(office, "whip") == []
    (field,) = [
        state.originator_id
        for state in office.house.ledger.read(0, 100)
        if state.kind == "field.defined"
    ]
    office.do(ReviseField(field_id=field, searched=True))
    assert found(office, "whip") == [case]


def test_a_number_is_found_with_other_zeros(office: Office) -> None:
    assert bare("33-RD-000899") == bare("33-rd-00899 ") == "33-rd-899"
    assert bare("A000-0") == "a0-0"
    assert split("O'Brien-Łódź") == ["o", "brien", "łodz", "obrien", "łodz"]


def test_a_note_is_shown_with_its_author(office: Office) -> None:
    case = office.case()
    office.do(WriteNote(case_id=case, text="Hello"))
    line = row(office, "select * from read.note_line")
    assert (line["case_id"], line["text"], line["author"]) == (case, "Hello", "ana")
    assert (line["revised_at"], line["hidden"]) == (None, False)


def test_the_log_knows_who_did_what_and_what_set_it_off(office: Office) -> None:
    case = office.case()
    office.do(ReviseCaseDetails(case_id=case, changes={"court_name": "Leeds"}))
    office.do(ArchiveCase(case_id=case, reason="Over."))
    line = row(office, "select * from read.log_line where kind = 'case.details-revised'")
    assert (line["subject"], line["stream"], line["version"]) == (case, case, 2)
    assert (line["category"], line["fields"]) == ("field", ["court_name"])
    assert (line["actor_kind"], line["actor"], line["channel"]) == ("person", "ana", "api")
    assert line["causation"] == line["command"]


def test_little_waits_to_be_indexed_when_words_are_looked_up(db: Db) -> None:
    query = (
        "select c.relname, coalesce((select min(case option_name when 'fastupdate' then 0"
        " else option_value::int end) from pg_options_to_table(c.reloptions)), 4096)"
        " from pg_class as c join pg_am as a on a.oid = c.relam"
        " where a.amname = 'gin' and c.relnamespace = 'read'::regnamespace"
    )
    waits = dict(db.execute(query))
    assert waits
    assert max(waits.values()) <= 256, waits
