"""Changes in bulk over HTTP: selected, looked at, run by the worker, told."""

import csv
import io
from threading import Event
from typing import Any

import pytest
from fastapi.testclient import TestClient

from caseledger.wiring import House
from commands.cases import OpenCase
from commands.handle import Asked, handle_all
from domain.ledger import Actor
from domain.people.roles import MOST_AT_ONCE, Role
from tests.queries.office import Office
from tests.scenario import header
from tests.signed import post, signed_in

ARCHIVE = {"action": "archive-case", "reason": "=Old"}
BY_TYPE = {"action": "change-status-by-type"}


@pytest.fixture
def office(house: House) -> Office:
    return Office(house, Actor("system", "tests"))


def ask(client: TestClient, selection: Any, change: Any = ARCHIVE) -> Any:
    return client.post("/v1/bulk", json={"selection": selection, "change": change})


def work(house: House, client: TestClient, id: str) -> Any:
    """What the worker does."""
    house.bulks().go_on(Event())
    house.catch_up()
    return client.get(f"/v1/bulk/{id}").json()


def test_cases_are_selected_looked_at_and_changed(
    house: House, client: TestClient, office: Office
) -> None:
    cases = [str(office.case(name=f"Case {n}", court_name="Leeds")) for n in range(3)]
    other = str(office.case(court_name="York"))
    office.settle()
    post(client, "archive-case", {"case_id": cases[0], "reason": "Twice"})
    house.catch_up()
    planned = ask(client, {"filter": "court_name=Leeds&archived=any", "excluded": [cases[2]]})
    it = planned.json()
    assert (planned.status_code, it["state"], it["by"]) == (201, "planned", "Ana Ruiz")
    assert it["counts"] == {"changed": 1, "unchanged": 0, "refused": 1, "moved": 0}
    archived = "This case is archived. Restore it first."
    (why,) = it["reasons"]
    assert (why["outcome"], why["reason"], why["says"], why["cases"]) == (
        "refused", archived, archived, 1,
    )  # fmt: skip
    assert [(each["case"], each["name"]) for each in why["examples"]] == [(cases[0], "Case 0")]
    assert it["differs"] == {"more": 0, "fewer": 0}
    assert client.post(f"/v1/bulk/{it['id']}/run").json()["state"] == "running"
    assert client.get("/v1/operations").json()["operations"][0]["title"] == "Archive case: 1 case"
    it = work(house, client, it["id"])
    assert (it["state"], it["left"], it["counts"]["changed"]) == ("finished", 0, 1)
    listed = client.get("/v1/cases").json()["cases"]
    assert {row["id"] for row in listed} == {cases[2], other}
    operation = client.get(f"/v1/operations/{it['id']}").json()
    assert (operation["state"], operation["done"], operation["result"]["changed"]) == ("done", 1, 1)
    assert [each["id"] for each in client.get("/v1/bulk").json()["bulk"]] == [it["id"]]


def test_a_value_that_is_missing_is_asked_for_by_the_label_of_its_field(
    house: House, client: TestClient, office: Office
) -> None:
    cases = [str(office.case(name=f"Case {n}")) for n in range(5)]
    office.settle()
    kind = client.get(f"/v1/cases/{cases[0]}").json()["case"]["type"]
    field = post(client, "define-field", {"label": "Last offer", "kind": "text"}).json()["id"]
    key = "x_last_offer"
    bound = post(client, "bind-field", {"type_id": kind, "field_id": field, "required": True})
    assert bound.status_code == 200, bound.text
    house.catch_up()
    says = "This needs a value first: Last offer."
    change = {"action": "change-status", "status": "active"}
    refused = post(client, "change-status", {"case_id": cases[0], "status": "active"})
    assert (refused.status_code, refused.json()["detail"]) == (422, says)
    assert refused.json()["fields"] == [key]  # for programs
    it = ask(client, {"ids": cases}, change).json()
    (why,) = it["reasons"]
    assert (why["says"], why["cases"], len(why["examples"])) == (says, 5, 3)
    items = client.get(f"/v1/bulk/{it['id']}/items").json()["items"]
    assert {each["reason"] for each in items} == {says}


def test_each_type_takes_its_own_status_and_the_plan_says_which(
    house: House, client: TestClient, office: Office
) -> None:
    ours = [str(office.case(type="Injury", court_name="Leeds")) for _ in range(3)]
    theirs = [str(office.case(type="Maritime", court_name="Leeds")) for _ in range(2)]
    tax = str(office.case(type="Tax", court_name="Leeds"))
    injury, maritime, stays = (str(office.type(each)) for each in ("Injury", "Maritime", "Tax"))
    post(client, "retire-case-type", {"type_id": maritime})  # its cases go on
    office.settle()
    selection = {"filter": "court_name=Leeds", "excluded": ours[:1]}
    counted = client.post("/v1/bulk/types", json=selection).json()["types"]
    assert {each["name"]: each["cases"] for each in counted} == {
        "Injury": 2, "Maritime": 2, "Tax": 1,
    }  # fmt: skip
    picked = client.post("/v1/bulk/types", json={"ids": [tax]}).json()["types"]
    assert picked == [{"type": stays, "name": "Tax", "cases": 1}]
    change = {**BY_TYPE, "statuses": {injury: "active", maritime: "Closed"}}
    it = ask(client, selection, change).json()
    assert it["by_type"] == [
        {"type": injury, "name": "Injury", "status": "active", "counts": {"changed": 2}},
        {"type": maritime, "name": "Maritime", "status": "closed", "counts": {"changed": 2}},
        {"type": stays, "name": "Tax", "status": None, "counts": {"unchanged": 1}},
    ]
    (why,) = it["reasons"]
    assert (why["cases"], [each["case"] for each in why["examples"]]) == (1, [tax])
    assert why["says"].startswith("Tax: No status was chosen for this type")
    client.post(f"/v1/bulk/{it['id']}/run")
    it = work(house, client, it["id"])
    assert (it["state"], it["counts"]["changed"], it["given"]["statuses"][injury]) == (
        "finished", 4, "active",
    )  # fmt: skip
    listed = {row["id"]: row["status"] for row in client.get("/v1/cases").json()["cases"]}
    assert listed[theirs[0]] == "closed"
    assert (listed[ours[0]], listed[ours[1]], listed[tax]) == ("new-lead", "active", "new-lead")


def test_a_type_that_is_none_or_has_no_such_status_is_refused_before_anything_is_frozen(
    client: TestClient, office: Office
) -> None:
    case, injury = str(office.case(type="Injury")), str(office.type("Injury"))
    office.settle()
    change = {**BY_TYPE, "statuses": {injury: "Appeal", case: "active"}}
    said = ask(client, {"ids": [case]}, change)
    assert (said.status_code, said.json()["type"]) == (422, "/problems/bad-facts")
    errors = {each["field"]: each["message"] for each in said.json()["errors"]}
    assert errors[f"change.statuses.{case}"] == "There is no type of case with this id."
    assert errors[f"change.statuses.{injury}"].startswith("Injury: Appeal is not a status of this")
    assert not client.get("/v1/bulk").json()["bulk"]


def test_each_case_is_told_with_its_outcome_and_reason(
    house: House, client: TestClient, office: Office
) -> None:
    cases = [str(office.case(name=f"=Case {n}")) for n in range(3)]
    office.settle()
    it = ask(client, {"ids": cases}).json()
    client.post(f"/v1/bulk/{it['id']}/run")
    office.revise(house.bulks().staging.chosen(it["id"], 0, 1)[0].case, court_name="York")
    work(house, client, it["id"])
    first = client.get(f"/v1/bulk/{it['id']}/items", params={"limit": 2}).json()
    last = client.get(f"/v1/bulk/{it['id']}/items", params={"cursor": first["next"]}).json()
    outcomes = [each["outcome"] for each in [*first["items"], *last["items"]]]
    assert (outcomes, last["next"]) == (["moved", "changed", "changed"], None)
    moved = client.get(f"/v1/bulk/{it['id']}/items", params={"outcome": "moved"}).json()["items"]
    assert [(each["name"], each["done"]) for each in moved] == [("=Case 0", True)]
    said = client.get(f"/v1/bulk/{it['id']}/items.csv")
    assert "archive-case" in said.headers["Content-Disposition"]
    table = list(csv.reader(io.StringIO(said.content.decode("utf-8-sig"))))
    assert [row[2] for row in table] == ["Outcome", "moved", "changed", "changed"]
    assert table[1][1] == "'=Case 0"  # no spreadsheet reckons with it


@pytest.mark.parametrize(
    ("selection", "change", "field", "says"),
    [
        ({}, ARCHIVE, "selection", "one of both"),
        ({"filter": "", "ids": ["a"]}, ARCHIVE, "selection.ids.0", "This must be an id"),
        (
            {"filter": ""},
            {"action": "delete-case"},
            "change",
            "'change-status', 'change-status-by-type'",
        ),
        ({"filter": ""}, {}, "change", "Choose one of what is offered"),
        ({"filter": ""}, {"action": "archive-case"}, "change.reason", "This is needed"),
        ({"filter": ""}, {**BY_TYPE, "statuses": {}}, "change.statuses", "1 at least"),
        ({"filter": ""}, {**BY_TYPE, "statuses": {"PI": "x"}}, "change.statuses.PI", "an id"),
        ({"filter": ""}, {**ARCHIVE, "case_id": "x"}, "change.case_id", "nothing called case_id"),
    ],
)
def test_what_cannot_be_asked_is_said_in_the_fields_words(
    client: TestClient, selection: Any, change: Any, field: str, says: str
) -> None:
    said = ask(client, selection, change)
    assert said.status_code == 422, said.text
    errors = {each["field"]: each["message"] for each in said.json()["errors"]}
    assert says in errors[field], errors


def test_filters_are_those_of_the_list(client: TestClient, office: Office) -> None:
    office.case(name="Smith v. Jones")
    office.settle()
    unknown = ask(client, {"filter": "colour=blue"})
    assert (unknown.status_code, unknown.json()["type"]) == (422, "/problems/no-such-fact")
    nothing = ask(client, {"filter": "q=Nobody"})
    assert (nothing.status_code, nothing.json()["type"]) == (422, "/problems/nothing-selected")
    assert ask(client, {"filter": "q=Smith"}).json()["cases"] == 1


def test_a_user_changes_so_many_at_once_and_no_more(house: House, office: Office) -> None:
    for _ in range(2):
        office.case()
    office.settle()
    with signed_in(house, Role.USER) as client:
        assert ask(client, {"filter": ""}).status_code == 201
        many(house, office, MOST_AT_ONCE)
        said = ask(client, {"filter": ""})
        assert (said.status_code, said.json()["missing_permission"]) == (403, "bulk.large")
        assert "up to 1,000 cases at once; 1,002 are selected" in said.json()["detail"]
        listing = {"action": "add-to-list", "list_id": "00000000-0000-0000-0000-000000000194"}
        said = ask(client, {"filter": "", "excluded": []}, listing)
        assert said.json()["missing_permission"] == "lists.edit"
    with signed_in(house, Role.MANAGER) as client:
        planned = ask(client, {"filter": ""}).json()
        assert (planned["state"], planned["cases"]) == ("planning", 1_002)
        assert work(house, client, planned["id"])["state"] == "planned"
    with signed_in(house, Role.USER) as client:
        assert client.post(f"/v1/bulk/{planned['id']}/run").status_code == 403
    with signed_in(house, Role.AUDITOR) as client:
        assert client.get(f"/v1/bulk/{planned['id']}").status_code == 200
        assert ask(client, {"filter": ""}).status_code == 403


def test_who_has_just_written_selects_what_was_written(
    house: House, client: TestClient, office: Office
) -> None:
    case = office.case(court_name="Leeds")
    house.catch_up()
    position = office.revise(case, court_name="York").position
    said = client.post(
        "/v1/bulk",
        params={"min_position": position},
        json={"selection": {"filter": "court_name=York"}, "change": ARCHIVE},
    )
    assert (said.status_code, said.json()["type"]) == (409, "/problems/not-caught-up")


def many(house: House, office: Office, count: int) -> None:
    """So many cases, opened together."""
    kind = office.type("Personal Injury")
    asked = [Asked(OpenCase(type=kind), header()) for _ in range(count)]
    for first in range(0, count, 500):
        handle_all(asked[first : first + 500], house.ledger)
    office.settle()
