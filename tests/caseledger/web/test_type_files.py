"""Types of case as files over HTTP: taken along, looked at, and made once."""

import json
from typing import Any

from fastapi.testclient import TestClient

from caseledger.wiring import House
from domain.people.roles import Role
from tests.caseledger.type_files import MARITIME, changed
from tests.signed import keyed, post, signed_in

FILE = json.dumps(MARITIME).encode()
AT = "/v1/case-types/file"


def send(
    client: TestClient, content: bytes = FILE, to: str = "", key: str = "", **more: str
) -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    sent = {"file": ("ships/Maritime.case-type.json", content, "application/json")}
    return client.post(f"{AT}{to}", files=sent, data=more, headers=headers)


def test_a_type_is_taken_along_as_a_file(house: House, client: TestClient) -> None:
    made = send(client).json()
    house.catch_up()
    with signed_in(house, Role.AUDITOR) as reader:  # who may read the settings
        said = reader.get(f"/v1/case-types/{made['id']}/file")
    assert said.headers["Content-Type"] == "application/json"
    assert 'filename="Maritime.case-type.json"' in said.headers["Content-Disposition"]
    assert said.text.startswith('{\n  "format": "caseledger/case-type",\n  "version": 1,\n')
    assert said.json()["statuses"][0]["next"] == ["won", "lost"]
    assert client.get(f"/v1/case-types/{NOBODY}/file").status_code == 404


def test_a_dry_run_says_what_would_be_made_and_writes_nothing(
    house: House, client: TestClient
) -> None:
    head = house.ledger.recorder.max_notification_id()
    said = send(client, to="/dry-run")
    assert (said.status_code, said.json()["name"]) == (200, "Maritime")
    assert [line["does"] for line in said.json()["lines"]] == ["makes", "leaves", *["makes"] * 6]
    assert house.ledger.recorder.max_notification_id() == head


def test_an_import_is_one_act_and_is_done_once(house: House, client: TestClient) -> None:
    head = house.ledger.recorder.max_notification_id() or 0
    first, again = send(client, key="k1"), send(client, key="k1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    events = house.ledger.read(head, 100)
    assert [each.kind for each in events].count("case-type.defined") == 1
    assert len({each.header.command for each in events}) == 1
    came = {each.header.reference and each.header.reference["file"] for each in events}
    assert came == {"Maritime.case-type.json"}
    other = send(client, key="k1", name="Ships")
    assert (other.status_code, other.json()["type"]) == (422, "/problems/key-reused")


def test_what_is_wrong_is_said_by_its_place_and_nothing_is_made(
    house: House, client: TestClient
) -> None:
    send(client)
    wrong = json.dumps(changed(statuses__0__next__1="sunk", fields__0__kind="date")).encode()
    head = house.ledger.recorder.max_notification_id()
    said = send(client, wrong)
    assert (said.status_code, said.json()["type"]) == (422, "/problems/type-file-unusable")
    assert said.json()["detail"] == "This file cannot be imported as it is. Nothing was made."
    places = [each["field"] for each in said.json()["errors"]]
    assert places == ["statuses[0].next[1]", "name", "fields[0].kind"]
    report = send(client, wrong, "/dry-run").json()
    assert [each["at"] for each in report["lines"] if each["does"] == "refuses"] == places
    assert report["free_name"] == "Maritime (2)"
    assert house.ledger.recorder.max_notification_id() == head
    assert send(client, name=report["free_name"]).status_code == 201


def test_what_cannot_be_read_is_a_report_too(client: TestClient) -> None:
    said = send(client, b"{", "/dry-run")
    assert (said.status_code, said.json()["name"]) == (200, None)
    assert said.json()["lines"] == [
        {
            "at": "file",
            "does": "refuses",
            "says": "This is not JSON that can be read: line 1, column 2.",
            "more": None,
            "about": "file",
            "name": None,
            "status": None,
            "kind": None,
        }
    ]
    assert "larger than 1 MB" in send(client, b" " * 1_010_000, "/dry-run").text
    assert send(client, b" " * 1_100_000, "/dry-run").status_code == 413
    assert send(client, name="a\0b").json()["errors"][0]["field"] == "name"
    assert send(client, code="a b").status_code == 422
    assert client.post(AT).status_code == 422


def test_who_may_not_change_the_settings_imports_nothing(house: House, client: TestClient) -> None:
    made = send(client).json()
    for role in (Role.MANAGER, Role.USER, Role.AUDITOR):
        with signed_in(house, role) as other:
            for to in ("", "/dry-run"):
                said = send(other, to=to)
                assert (said.status_code, said.json()["missing_permission"]) == (
                    403,
                    "settings.edit",
                )
    with keyed(house, "read") as program:
        house.catch_up()
        assert program.get(f"/v1/case-types/{made['id']}/file").status_code == 200
        assert send(program).status_code == 403


def test_cases_are_opened_of_a_type_that_was_imported(house: House, client: TestClient) -> None:
    send(client)
    said = post(client, "open-case", {"type": "Maritime", "facts": {"x_vessel": "Argo"}})
    assert said.status_code == 201
    house.catch_up()
    case = client.get(f"/v1/cases/{said.json()['id']}").json()["case"]
    assert (case["status"], case["number"][:3]) == ("new", "MA-")
    lost = {"case_id": said.json()["id"], "status": "won"}
    assert post(client, "change-status", lost).json()["detail"] == "This needs a value first: Flag."


NOBODY = "00000000-0000-0000-0000-000000000194"
