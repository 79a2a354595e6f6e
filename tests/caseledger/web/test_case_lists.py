"""Lists over HTTP: read, filtered, put by other programs, and told why."""

from typing import Any

from fastapi.testclient import TestClient

from caseledger.wiring import House

LEEDS = {"type": "is", "fact": "court_name", "operator": "any", "value": ["Leeds"]}


def give(client: TestClient, command: str, **body: Any) -> dict[str, Any]:
    said = client.post(f"/v1/commands/{command}", json=body)
    assert said.status_code in (200, 201), said.text
    receipt: dict[str, Any] = said.json()
    return receipt


def opened(client: TestClient, **facts: Any) -> str:
    client.post("/v1/commands/define-case-type", json={"name": "Injury"})  # or it is there
    case: str = give(client, "open-case", type="Injury", facts=facts)["id"]
    return case


def created(client: TestClient, name: str, **more: Any) -> str:
    it: str = give(client, "create-case-list", name=name, **more)["id"]
    return it


def got(client: TestClient, path: str, **query: Any) -> dict[str, Any]:
    said = client.get(path, params=query)
    assert said.status_code == 200, said.text
    answer: dict[str, Any] = said.json()
    return answer


def test_lists_are_found_by_name_each_with_its_exact_count(
    client: TestClient, house: House
) -> None:
    case = opened(client, court_name="Leeds")
    leeds = created(client, "Leeds", kind="dynamic", condition=LEEDS)
    created(client, "Spring", external_source="crm", external_source_id="77")
    created(client, "Summer")
    house.catch_up()
    first = got(client, "/v1/case-lists", limit=2)
    rest = got(client, "/v1/case-lists", limit=2, cursor=first["next"])
    named = [(it["name"], it["case_count"]) for it in [*first["lists"], *rest["lists"]]]
    assert named == [("Leeds", 1), ("Spring", 0), ("Summer", 0)]
    assert rest["next"] is None
    assert [it["id"] for it in got(client, "/v1/case-lists", hide_empty=True)["lists"]] == [leeds]
    assert [it["name"] for it in got(client, "/v1/case-lists", q="77")["lists"]] == ["Spring"]
    assert got(client, "/v1/case-lists", kind="dynamic")["lists"][0]["condition"] == LEEDS
    assert [c["id"] for c in got(client, f"/v1/case-lists/{leeds}/cases")["cases"]] == [case]


def test_a_list_is_a_filter_of_the_case_list_by_its_name_or_id(
    client: TestClient, house: House
) -> None:
    one, two = opened(client, court_name="Leeds"), opened(client, court_name="York")
    leeds = created(client, "In Leeds", kind="dynamic", condition=LEEDS)
    put = created(client, "Put", case_ids=[two])
    house.catch_up()
    for said, found in [("in leeds", {one}), (leeds, {one}), (f"{leeds},put", {one, two})]:
        rows = got(client, "/v1/cases", list=said)["cases"]
        assert {row["id"] for row in rows} == found
    assert [row["id"] for row in got(client, "/v1/cases", lists="Put")["cases"]] == [two]
    assert got(client, "/v1/cases/count", list="Put")["count"] == 1
    assert [s["list"] for s in got(client, f"/v1/cases/{two}/lists")["stays"]] == [put]
    assert client.get("/v1/cases", params={"list": "Nowhere"}).status_code == 422


def test_archived_cases_are_flagged_on_a_static_list(client: TestClient, house: House) -> None:
    case = opened(client)
    it = created(client, "Put", case_ids=[case])
    give(client, "archive-case", case_id=case, reason="Over")
    house.catch_up()
    rows = got(client, f"/v1/case-lists/{it}/cases")["cases"]
    assert [(row["id"], row["archived"]) for row in rows] == [(case, True)]
    assert got(client, f"/v1/case-lists/{it}/cases/count")["count"] == 1
    assert got(client, f"/v1/case-lists/{it}/cases", archived="false")["cases"] == []


def test_who_was_on_it_then_and_what_changed_since_and_why(
    client: TestClient, house: House
) -> None:
    stays, goes = opened(client, court_name="Leeds"), opened(client, court_name="Leeds")
    made = give(client, "create-case-list", name="In Leeds", kind="dynamic", condition=LEEDS)
    it, then = made["id"], made["position"]
    comes = opened(client, court_name="York")
    give(client, "revise-case-details", case_id=goes, changes={"court_name": "York"})
    give(client, "revise-case-details", case_id=comes, changes={"court_name": "Leeds"})
    house.catch_up()
    before = got(client, f"/v1/case-lists/{it}/cases", as_of=then)["cases"]
    assert {row["id"] for row in before} == {stays, goes}
    changes = got(client, f"/v1/case-lists/{it}/changes", after=then)["changes"]
    told = [(c["case_id"], c["entered"], c["entry"]["kind"]) for c in changes]
    assert told == [
        (comes, True, "case.details-revised"),
        (goes, False, "case.details-revised"),
    ]
    assert changes[0]["entry"]["actor"]["name"]
    why = got(client, f"/v1/case-lists/{it}/cases/{goes}")["stays"]
    assert [(s["entered"]["kind"], s["left"]["kind"]) for s in why] == [
        ("case-list.created", "case.details-revised")
    ]
    page = got(client, f"/v1/case-lists/{it}/changes", after=then, limit=1)
    rest = got(client, f"/v1/case-lists/{it}/changes", after=then, cursor=page["next"])
    assert page["changes"] + rest["changes"] == changes


def test_a_list_is_put_by_its_external_id(client: TestClient, house: House) -> None:
    case = opened(client)
    body = {"name": "Spring", "external_source": "crm", "external_source_id": "77"}
    made = client.post("/v1/case-lists", json={**body, "include_ids": [case]})
    assert (made.status_code, made.json()["outcome"]) == (201, "created")
    again = client.post("/v1/case-lists", json={**body, "description": "Calls"})
    assert (again.status_code, again.json()["outcome"]) == (200, "updated")
    assert again.json()["id"] == made.json()["id"]
    assert client.post("/v1/case-lists", json=body).json()["outcome"] == "unchanged"
    other = client.post("/v1/case-lists", json={**body, "kind": "dynamic"})
    assert other.status_code == 422
    house.catch_up()
    assert got(client, "/v1/case-lists")["lists"][0]["case_count"] == 1


def test_many_lists_are_put_each_by_itself(client: TestClient, house: House) -> None:
    one, two = opened(client, court_name="Leeds"), opened(client, court_name="Leeds")
    lists = [
        {"name": "Both", "condition": LEEDS, "include_ids": [one], "exclude_ids": [one, two]},
        {"description": "No name"},
        {"name": "both"},
        {"name": "Static"},
    ]
    said = client.post("/v1/case-lists/bulk", json={"lists": lists}).json()["lists"]
    assert [each["outcome"] for each in said] == ["created", "refused", "refused", "created"]
    assert "name" in said[1]["detail"]
    house.catch_up()
    row = got(client, f"/v1/case-lists/{said[0]['id']}")
    assert (row["kind"], row["case_count"]) == ("hybrid", 0)
    put = {"list_id": said[3]["id"], "name": "Static, renamed"}
    said = client.post("/v1/case-lists/bulk", json={"lists": [put]}).json()["lists"]
    assert said[0]["outcome"] == "updated"


def test_cases_are_put_on_a_list_and_taken_off_by_their_ids(
    client: TestClient, house: House
) -> None:
    one, two = opened(client), opened(client)
    it = created(client, "Put")
    nobody = "00000000-0000-0000-0000-00000000dead"
    said = client.post(f"/v1/case-lists/{it}/cases", json={"case_ids": [one, two, nobody]}).json()
    assert (said["changed"], said["unchanged"]) == (2, 0)
    assert [each["case_id"] for each in said["refused"]] == [nobody]
    again = client.post(f"/v1/case-lists/{it}/cases", json={"case_ids": [one]}).json()
    assert (again["changed"], again["unchanged"]) == (0, 1)
    off = {"case_ids": [one], "reason": "Moved away"}
    assert client.post(f"/v1/case-lists/{it}/cases/remove", json=off).json()["changed"] == 1
    house.catch_up()
    assert [c["id"] for c in got(client, f"/v1/case-lists/{it}/cases")["cases"]] == [two]
    told = got(client, f"/v1/cases/{one}/activity")["entries"][0]
    assert (told["says"], told["reason"]) == ("took the case off a list", "Moved away")
    assert told["changes"][0]["before_label"] == "Put"
    missing = client.post(f"/v1/case-lists/{nobody}/cases", json={"case_ids": [one]})
    assert missing.status_code == 404


def test_filters_become_a_condition_by_stable_keys(client: TestClient, house: House) -> None:
    opened(client)
    house.catch_up()
    said = got(client, "/v1/case-lists/condition", status="New lead", q="Bo", archived="true")
    assert said["condition"] == {
        "type": "and",
        "of": [{"type": "is", "fact": "status", "operator": "any", "value": ["new-lead"]}],
    }
    assert said["left_out"] == ["q", "archived"]


def test_a_condition_that_cannot_be_is_refused_at_the_door(
    client: TestClient, house: House
) -> None:
    for wrong in (
        {**LEEDS, "fact": "colour"},
        {**LEEDS, "operator": "from"},
        {**LEEDS, "fact": "court_date", "value": ["soon"]},
        {**LEEDS, "fact": "lists", "value": ["Nowhere"]},
    ):
        body = {"name": "Wrong", "kind": "dynamic", "condition": wrong}
        assert client.post("/v1/commands/create-case-list", json=body).status_code == 422
