"""Giving commands: what began, what was there, what is said again."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from caseledger.wiring import House
from tests.signed import keyed, post, signed_in

TYPE = {"name": "Injury", "code": "IN"}
EXTERNAL = {"external_source": "crm", "external_source_id": "7"}


@pytest.fixture
def case(client: TestClient) -> str:
    post(client, "define-case-type", TYPE)
    return str(post(client, "open-case", {"type": "Injury", "number": "IN-1"}).json()["id"])


def test_what_begins_a_record_is_201_and_what_changes_one_is_200(
    client: TestClient, case: str
) -> None:
    note = post(client, "write-note", {"case_id": case, "text": "Called."})
    assert (note.status_code, note.json()["version"]) == (201, 1)
    archived = post(client, "archive-case", {"case_id": case, "reason": "Done."})
    assert (archived.status_code, archived.json()["id"]) == (200, case)


def test_what_is_said_again_with_its_key_is_answered_again(client: TestClient) -> None:
    post(client, "define-case-type", TYPE)
    bo = {"facts": {"first_name": "Bo", "last_name": "Li"}}
    body = {"type": "Injury", "new_contacts": [bo]}  # whose events come before and after the case's
    opened = [post(client, "open-case", body, Idempotency_Key="k") for _ in range(2)]
    assert [each.status_code for each in opened] == [201, 201]
    assert opened[0].json() == opened[1].json()
    other = post(client, "open-case", {"type": "IN"}, Idempotency_Key="k")
    assert (other.status_code, other.json()["type"]) == (422, "/problems/key-reused")


def test_a_key_belongs_to_whoever_said_it(house: House, client: TestClient) -> None:
    post(client, "define-case-type", TYPE)
    mine = post(client, "open-case", {"type": "Injury"}, Idempotency_Key="k").json()
    with signed_in(house, "user") as other:
        theirs = post(other, "open-case", {"type": "Injury"}, Idempotency_Key="k")
    assert (theirs.status_code, theirs.json()["id"] != mine["id"]) == (201, True)


def test_a_case_is_put_by_its_external_id(client: TestClient) -> None:
    post(client, "define-case-type", TYPE)
    body: dict[str, Any] = {"type": "Injury", "facts": {**EXTERNAL, "court_name": "Leeds"}}
    said = [client.post("/v1/cases", json=body) for _ in range(2)]
    body["facts"]["court_name"] = "York"
    said += [client.post("/v1/cases", json=body)]
    assert [(each.status_code, each.json()["outcome"]) for each in said] == [
        (201, "created"),
        (200, "unchanged"),
        (200, "updated"),
    ]
    assert len({each.json()["id"] for each in said}) == 1
    assert post(client, "put-case", body).status_code == 200


def test_a_put_that_is_said_again_was_created_again(client: TestClient) -> None:
    post(client, "define-case-type", TYPE)
    body = {"type": "Injury", "facts": EXTERNAL}
    headers = {"Idempotency-Key": "k"}
    said = [client.post("/v1/cases", json=body, headers=headers) for _ in range(2)]
    assert [each.json()["outcome"] for each in said] == ["created", "created"]


@pytest.mark.parametrize(("seen", "status"), [("1", 200), ('"1"', 200), ('W/"1"', 200),
    ('"2"', 412), ("x", 422), ('"\u0661"', 422), ("*", 422), ("1" * 30, 422)])  # fmt: skip
def test_a_version_is_seen_with_or_without_quotes(
    client: TestClient, case: str, seen: str, status: int
) -> None:
    body = {"case_id": case, "changes": {"court_name": "York"}}
    headers = {b"If-Match": seen.encode()}
    said = client.post("/v1/commands/revise-case-details", json=body, headers=headers)
    assert said.status_code == status


def test_a_stale_edit_is_told_what_happened_meanwhile(client: TestClient, case: str) -> None:
    body = {"case_id": case, "changes": {"court_name": "York"}}
    assert post(client, "revise-case-details", body, If_Match='"1"').headers["ETag"] == '"2"'
    stale = post(client, "revise-case-details", body, If_Match='"1"')
    assert (stale.status_code, stale.json()["current_version"]) == (412, 2)
    assert [entry["says"] for entry in stale.json()["changes"]] == ["edited Court"]


def test_edits_of_different_facts_both_stand_where_asked(client: TestClient, case: str) -> None:
    for changes, status in (
        ({"court_name": "York"}, 200),
        ({"name": "Smith"}, 200),
        ({"court_name": "Hull"}, 412),
    ):
        body = {"case_id": case, "changes": changes}
        asked = {"If_Match": '"1"', "Prefer": "merge=disjoint"}
        assert post(client, "revise-case-details", body, **asked).status_code == status


def test_every_event_says_who_did_it_through_which_door(house: House, client: TestClient) -> None:
    correlation = str(uuid4())
    receipt = post(client, "define-case-type", TYPE, X_Correlation_Id=correlation).json()
    with keyed(house, "read", "write") as program:
        added = post(program, "add-contact", {"facts": {"first_name": "Bo", "last_name": "Li"}})
        plain = post(program, "add-contact", {"facts": {"first_name": "Al", "last_name": "Li"}},
                     X_Correlation_Id="not an id")  # fmt: skip
    person, key, other = (house.ledger.stream(UUID(it["id"]))[0].header for it in (
        receipt, added.json(), plain.json()))  # fmt: skip
    assert (person.actor.kind, person.channel) == ("person", "page")
    assert str(person.correlation) == correlation
    assert (key.actor.kind, key.channel, key.causation) == ("key", "api", key.command)
    assert len({each.correlation for each in (person, key, other)}) == 3  # one for each request


def test_what_may_follow_a_status_is_named_and_only_an_admin_goes_against_it(
    house: House, client: TestClient, case: str
) -> None:
    house.catch_up()
    kind = str(client.get("/v1/case-types").json()["case_types"][0]["id"])
    allowed = {"type_id": kind, "status": "new-lead", "next": ["in-review"]}
    post(client, "change-allowed-next", allowed)
    refused = post(client, "change-status", {"case_id": case, "status": "closed"})
    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/not-next")
    assert refused.json()["allowed_next"] == ["In Review"]
    against = {"case_id": case, "status": "closed", "reason": "Settled out of court"}
    with signed_in(house, "manager") as other:
        denied = post(other, "override-status", against)
        assert denied.json()["missing_permission"] == "cases.override"
    assert post(client, "override-status", {**against, "reason": " "}).status_code == 422
    assert post(client, "override-status", against).status_code == 200
