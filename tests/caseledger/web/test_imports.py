"""Imports over HTTP: sent, mapped, planned by the worker, looked at, run, and told."""

import csv
import io
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from caseledger.console import found
from caseledger.wiring import House
from reactions.importer.template import headers
from reactions.importer.wishes import NEW
from tests.signed import post, signed_in

TABLE = (
    "Number,Type,Status,Case_Name,Filed,Client name,Phone\n"
    "A-1,Family law,Close,=1+2,03/04/2020,Bo Smith,202-555-0142\n"
    "A-2,Maritime,Active,Second,13/04/2020,Al Jones,12\n"
    "A-3,Family law,Active,Third,31/31/2020,Cy Poe,\n"
)


def send(client: TestClient, table: str, kind: str = "cases", like: str | None = None) -> Any:
    told = {"kind": kind} | ({"like": like} if like else {})
    files = {"file": ("table.csv", table.encode(), "text/csv")}
    return client.post("/v1/imports", data=told, files=files)


def work(house: House, client: TestClient, id: str) -> Any:
    """What the worker does."""
    house.catch_up()
    house.imports().go_on(Event())
    house.catch_up()
    return client.get(f"/v1/imports/{id}").json()


def wish(client: TestClient, it: Any, **changes: dict[str, Any]) -> Any:
    """Change columns by their headers, as the page does: all of them are sent."""
    columns = [
        {name: {**column, **changes.get(column["header"], {})}[name]
         for name in ("index", "target", "format", "choices")}
        for column in it["columns"]
    ]  # fmt: skip
    for column in columns:
        column["choices"] = [
            {"value": c["value"], "target": c["target"]} for c in column["choices"]
        ]
    body = {"columns": columns, "options": {**it["options"], **changes.get("options", {})}}
    return client.put(f"/v1/imports/{it['id']}/mapping", json=body)


def is_planned(client: TestClient, it: Any) -> None:
    assert (it["state"], it["counts"]) == (
        "planned",
        {"create": 2, "update": 0, "skip": 0, "fail": 1, "warn": 1},
    )
    failed = client.get(f"/v1/imports/{it['id']}/rows", params={"outcome": "fail"}).json()
    assert [(row["row"], row["case"]) for row in failed["rows"]] == [(4, None)]
    assert failed["rows"][0]["values"]["Filed"] == "31/31/2020"
    first = client.get(f"/v1/imports/{it['id']}/rows", params={"limit": 1}).json()
    changes = {change["name"]: change["after"] for change in first["rows"][0]["changes"]}
    assert (changes["number"], changes["status"], changes["name"]) == ("A-1", "closed", "=1+2")
    assert first["next"] == "2"


def is_read(it: Any) -> None:
    """As the table is written; what is not sure is left to be said."""
    assert it["file"]["rows"] == 3
    assert (it["file"]["encoding"], it["file"]["delimiter"], it["file"]["header_row"]) == (
        "utf-8",
        ",",
        1,
    )
    columns = {column["header"]: column for column in it["columns"]}
    assert columns["Number"]["target"] is None
    assert columns["Filed"]["samples"] == ["03/04/2020", "13/04/2020", "31/31/2020"]
    assert columns["Filed"]["format"] is None
    kinds = {choice["value"]: choice["target"] for choice in columns["Type"]["choices"]}
    assert kinds["Maritime"] is None
    assert kinds["Family law"]


def test_a_file_becomes_cases_step_by_step(house: House, client: TestClient) -> None:
    found(house.ledger)
    sent = send(client, TABLE)
    it = sent.json()
    assert (sent.status_code, it["state"], it["by"]) == (201, "uploaded", "Ana Ruiz")
    is_read(it)

    unclear = client.post(f"/v1/imports/{it['id']}/dry-run")
    assert (unclear.status_code, unclear.json()["type"]) == (422, "/problems/date-unclear")

    choices = [{"value": "Maritime", "target": NEW}, {"value": "Close", "target": "closed"}]
    it = wish(
        client,
        it,
        Number={"target": "case.number"},
        Filed={"format": "dd/mm/yyyy"},
        Type={"choices": choices[:1]},
        Status={"choices": choices[1:]},
    ).json()
    assert client.post(f"/v1/imports/{it['id']}/dry-run").json()["state"] == "planning"
    it = work(house, client, it["id"])
    is_planned(client, it)

    assert client.post(f"/v1/imports/{it['id']}/run").json()["state"] == "running"
    it = work(house, client, it["id"])
    assert (it["state"], it["counts"]["create"], it["counts"]["fail"]) == ("finished", 2, 1)
    listed = client.get("/v1/cases", params={"number": "A-1"}).json()["cases"]
    assert (listed[0]["created_date"], listed[0]["client_name"]) == ("2020-04-03", "Bo Smith")
    every = client.get("/v1/imports").json()["imports"]
    assert [each["id"] for each in every] == [it["id"]]


def test_the_error_file_has_the_original_columns_and_comes_in_again(
    house: House, client: TestClient
) -> None:
    it = send(client, "Case number,Case name,Filed\nA-1,=1+2,never\nA-2,ok,2020-01-02\n").json()
    it = wish(client, it, options={"type": "Family Law"}).json()
    client.post(f"/v1/imports/{it['id']}/dry-run")
    it = work(house, client, it["id"])
    client.post(f"/v1/imports/{it['id']}/run")
    work(house, client, it["id"])
    said = client.get(f"/v1/imports/{it['id']}/errors.csv")
    assert "attachment" in said.headers["Content-Disposition"]
    table = said.content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(table))) == [
        ["Case number", "Case name", "Filed", "reason"],
        ["A-1", "'=1+2", "never", "Date opened: “never” is not a date (yyyy-mm-dd)."],
    ]
    it = send(client, table.replace("never", "2020-01-01", 1)).json()
    assert it["left_out"] == ["reason"]
    it = wish(client, it, options={"type": "Family Law"}).json()
    client.post(f"/v1/imports/{it['id']}/dry-run")
    work(house, client, it["id"])
    client.post(f"/v1/imports/{it['id']}/run")
    assert work(house, client, it["id"])["counts"]["create"] == 1
    assert client.get("/v1/cases?number=A-1").json()["cases"][0]["name"] == "=1+2"


def test_the_same_file_again_is_pointed_at(house: House, client: TestClient) -> None:
    table = "Case number,Case name\nA-1,One\n"
    it = wish(client, send(client, table).json(), options={"type": "Family Law"}).json()
    assert it["file"]["repeats"] == []
    client.post(f"/v1/imports/{it['id']}/dry-run")
    work(house, client, it["id"])
    client.post(f"/v1/imports/{it['id']}/run")
    work(house, client, it["id"])
    again = send(client, table).json()
    assert [each["import"] for each in again["file"]["repeats"]] == [it["id"]]
    assert "was imported before" in again["warnings"][0]


def test_another_file_is_imported_with_the_same_settings(house: House, client: TestClient) -> None:
    table = "Case number,Weather,Opened on,Town\nA-1,mild,03/04/2020,Leeds\n"
    wishes: dict[str, dict[str, Any]] = {
        "Weather": {"target": "case.court_name"},
        "Opened on": {"target": "case.created_date", "format": "dd/mm/yyyy"},
        "Town": {"target": None},
        "options": {"type": "Family Law", "duplicates": "update"},
    }
    first = wish(client, send(client, table).json(), **wishes).json()
    client.post(f"/v1/imports/{first['id']}/dry-run")
    work(house, client, first["id"])
    client.post(f"/v1/imports/{first['id']}/run")
    work(house, client, first["id"])
    table = "Court,Opened on,Weather,Case number\nYork,05/06/2020,wet,A-1\n"
    again = send(client, table, like=first["id"]).json()
    columns = {each["header"]: each for each in again["columns"]}
    assert {name: each["target"] for name, each in columns.items()} == {
        "Court": None,  # as it would be, were it not taken
        "Opened on": "case.created_date",
        "Weather": "case.court_name",
        "Case number": "case.number",
    }
    assert columns["Opened on"]["format"] == "dd/mm/yyyy"
    assert columns["Weather"]["reason"] == "As in table.csv."
    assert (again["options"]["duplicates"], again["like"]) == ("update", first["id"])
    here = f"/v1/imports/{again['id']}"
    reread = client.put(f"{here}/mapping", json={"read": {}, "options": again["options"]}).json()
    assert [each["target"] for each in reread["columns"]] == [
        each["target"] for each in again["columns"]
    ]
    client.post(f"{here}/dry-run")
    assert work(house, client, again["id"])["counts"]["update"] == 1


def test_settings_of_another_kind_or_of_nothing_are_refused(client: TestClient) -> None:
    cases = send(client, "Case number\nA-1\n").json()
    said = send(client, "First name,Last name\nBo,Smith\n", "contacts", like=cases["id"])
    assert (said.status_code, said.json()["type"]) == (422, "/problems/not-mapped")
    assert "was one of cases" in said.json()["detail"]
    nothing = send(client, "Case number\nA-1\n", like="0190a000-0000-7000-8000-000000000009")
    assert nothing.status_code == 404


@pytest.mark.parametrize("kind", ["cases", "contacts"])
def test_a_template_is_understood_by_itself(client: TestClient, kind: str) -> None:
    said = client.get(f"/v1/imports/templates/{kind}.csv")
    assert said.status_code == 200
    row = next(csv.reader(io.StringIO(said.content.decode("utf-8-sig"))))
    assert len(row) >= 20
    blank = ",".join("x" for _ in row)
    it = send(client, f"{said.content.decode('utf-8-sig')}{blank}\n", kind).json()
    assert it["left_out"] == []
    assert headers("cases", {})[:3] == ["Case number", "Case type", "Status"]


@pytest.mark.parametrize(
    ("table", "says"),
    [("", "nothing in it"), ("1,2\n3,4\n", "looks like data"), ("Name,City\n", "no row under")],
)
def test_what_cannot_be_read_is_a_problem(client: TestClient, table: str, says: str) -> None:
    refused = send(client, table)
    assert refused.status_code == 422
    assert says in refused.json()["detail"]


def test_bad_wishes_are_problems(client: TestClient) -> None:
    it = send(client, "Case number\nA-1\n").json()
    here = f"/v1/imports/{it['id']}"
    for body in (
        {"columns": [{"index": 0, "target": "case.nothing"}]},
        {"columns": [{"index": 0, "target": None, "format": "yy"}]},
        {"options": {"duplicates": "merge"}},
        {"options": {"preset": "nothing"}},
        {"options": {"country": "usa"}},
        {"read": {"sheet": "x", "header_row": 99}},
        {"nothing": 1},
    ):
        assert client.put(f"{here}/mapping", json=body).status_code == 422, body
    assert client.get(f"{here}/rows?cursor=x").status_code == 422
    assert client.post(f"{here}/run").status_code == 409
    assert client.post(f"{here}/dry-run").status_code == 422
    assert client.get("/v1/imports/0190a000-0000-7000-8000-000000000009").status_code == 404
    assert client.post("/v1/imports/0190a000-0000-7000-8000-000000000009/run").status_code == 404


def test_an_auditor_reads_imports_and_runs_none(house: House, client: TestClient) -> None:
    it = send(client, "Case number\nA-1\n").json()
    with signed_in(house, "auditor") as auditor:
        assert auditor.get(f"/v1/imports/{it['id']}").status_code == 200
        refused = send(auditor, "Case number\nA-1\n")
        assert (refused.status_code, refused.json()["missing_permission"]) == (403, "imports.run")


def test_who_may_not_change_settings_makes_no_types_by_a_file(
    house: House, client: TestClient
) -> None:
    with signed_in(house, "manager") as manager:
        it = send(manager, "Case number\nA-1\n").json()
        it = wish(manager, it, options={"type": "Maritime"}).json()
        manager.post(f"/v1/imports/{it['id']}/dry-run")
        work(house, manager, it["id"])
        refused = manager.post(f"/v1/imports/{it['id']}/run")
        assert refused.json()["missing_permission"] == "settings.edit"
    assert client.post(f"/v1/imports/{it['id']}/run").json()["state"] == "running"


INTAKE: dict[str, dict[str, Any]] = {
    "Weather": {"target": "case.court_name"},
    "Stage": {
        "target": "case.status",
        "choices": [{"value": "won", "target": "settled", "count": 1}],
    },
    "options": {"type": "Family Law", "duplicates": "update", "list": "Spring"},
}


@pytest.fixture
def mapped(client: TestClient) -> Any:
    """An import whose settings are worth keeping."""
    it = send(client, "Matter,Weather,Stage\nA-1,mild,won\n").json()
    return wish(client, it, **INTAKE).json()


def kept(client: TestClient, it: Any, name: str) -> Any:
    """Its settings, saved under a name."""
    return client.post(f"/v1/imports/{it['id']}/preset", json={"name": name}).json()


def test_settings_are_saved_under_a_name_and_taken_by_another_file(
    house: House, client: TestClient, mapped: Any
) -> None:
    saved, again = kept(client, mapped, " Intake "), kept(client, mapped, "intake")
    assert (again["id"], again["position"]) == (saved["id"], None)
    house.catch_up()
    (preset,) = client.get("/v1/imports/presets").json()["presets"]
    assert preset == {
        "id": saved["id"], "name": "Intake", "kind": "cases",
        "headers": ["Matter", "Weather", "Stage"],
    }  # fmt: skip
    other = send(client, "Stage,Weather,Court\nwon,wet,York\n").json()
    options = {**other["options"], "preset": saved["id"]}
    told = client.put(f"/v1/imports/{other['id']}/mapping", json={"options": options}).json()
    stage, weather, court = told["columns"]
    assert (weather["target"], weather["reason"]) == ("case.court_name", "As in Intake.")
    assert (stage["choices"][0]["target"], court["target"]) == ("settled", None)
    assert (told["options"]["type"], told["options"]["duplicates"], told["options"]["list"]) == (
        "Family Law", "update", None,
    )  # fmt: skip


def test_saved_settings_are_revised_under_their_name_and_removed_once(
    house: House, client: TestClient, mapped: Any
) -> None:
    saved = kept(client, mapped, "Intake")
    other = {**INTAKE, "Weather": {"target": "case.description"}}
    kept(client, wish(client, mapped, **other).json(), "Intake")
    kinds = [record.kind for record in house.ledger.stream(UUID(saved["id"]))]
    assert kinds == ["import-preset.saved", "import-preset.revised"]
    assert post(client, "remove-import-preset", {"preset_id": saved["id"]}).status_code == 200
    twice = post(client, "remove-import-preset", {"preset_id": saved["id"]})
    assert (twice.status_code, twice.json()["type"]) == (409, "/problems/preset-is-removed")
    house.catch_up()
    assert client.get("/v1/imports/presets").json()["presets"] == []
    assert kept(client, mapped, "Intake")["id"] != saved["id"]


def test_a_preset_of_another_kind_or_of_nothing_is_refused(client: TestClient) -> None:
    cases = send(client, "Case number\nA-1\n").json()
    saved = client.post(f"/v1/imports/{cases['id']}/preset", json={"name": "Ours"}).json()
    people = send(client, "First name,Last name\nBo,Smith\n", "contacts").json()
    for named in (saved["id"], cases["id"], "0190a000-0000-7000-8000-000000000009", "x"):
        options = {**people["options"], "preset": named}
        said = client.put(f"/v1/imports/{people['id']}/mapping", json={"options": options})
        assert (said.status_code, said.json()["type"]) == (422, "/problems/not-mapped"), named
    blank = client.post(f"/v1/imports/{cases['id']}/preset", json={"name": " "})
    assert (blank.status_code, blank.json()["errors"][0]["field"]) == (422, "name")
