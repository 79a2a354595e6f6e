"""No log says what people wrote: not when it is right, not when it is wrong, not when we break."""

import logging
from typing import Any

import pytest
from fastapi import APIRouter, Request
from fastapi.testclient import TestClient
from msgspec import json

from caseledger import logs
from caseledger.wiring import House
from tests.signed import post

CANARY = "Zephyrine-Quillfeather"
EMAIL = "zephyrine@quillfeather.example"
PATHS = [
    f"/v1/cases?q={CANARY}",
    f"/v1/cases?name={CANARY}",
    f"/v1/cases?{CANARY}=1",
    f"/v1/cases?cursor={CANARY}",
    f"/v1/cases/{CANARY}",
    f"/v1/cases/{CANARY}/activity?actor={CANARY}",
    f"/v1/contacts?where={CANARY}",
    f"/app/{CANARY}",
    f"/sign-in?token={CANARY}",
    f"/{CANARY}",
]


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


def said(heard: pytest.LogCaptureFixture) -> str:
    """Every line of ours, and of the server's and the driver's, as it would be written."""
    form = logs.formatter()
    ours = [each for each in heard.records if not each.name.startswith(("httpx2", "httpcore2"))]
    return "\n".join(form.format(each) for each in ours)


def provoke(client: TestClient) -> set[int]:
    """A name and an address in every place, rightly and wrongly."""
    statuses = set()
    facts = {"first_name": CANARY, "last_name": CANARY}
    bodies: list[tuple[str, Any]] = [
        ("add-contact", {"facts": facts, "emails": [{"value": EMAIL}]}),
        ("add-contact", {"facts": {CANARY: 1}}),
        ("add-contact", {"facts": facts, "phones": [{"value": CANARY}]}),
        ("add-contact", {"facts": {"date_of_birth": CANARY}}),
        ("add-contact", {"kind": CANARY, CANARY: CANARY}),
        ("add-person", {"name": CANARY, "email": EMAIL, "role": "user"}),
        ("add-person", {"name": CANARY, "email": EMAIL, "role": "user"}),
        ("define-case-type", {"name": CANARY}),
        ("open-case", {"type": CANARY, "number": CANARY, "facts": {"name": CANARY}}),
        ("open-case", {"type": CANARY, "number": CANARY}),
        ("open-case", {"type": f"{CANARY} II"}),
        ("archive-case", {"case_id": CANARY, "reason": CANARY}),
        (CANARY, {}),
    ]
    for n, (name, body) in enumerate(bodies):
        said = post(client, name, body, Idempotency_Key=f"{CANARY} {n}")
        statuses.add(said.status_code)
    for path in PATHS:
        statuses.add(client.get(path, follow_redirects=False).status_code)
    broken = f'{{"type": "{CANARY}'.encode()
    headers = {"Content-Type": "application/json", "X-API-KEY": f"ck_{CANARY}"}
    statuses.add(client.post("/v1/commands/open-case", content=broken, headers=headers).status_code)
    statuses.add(client.get("/v1/me", headers=headers).status_code)
    return statuses


def test_no_log_says_what_people_wrote(
    house: House, client: TestClient, heard: pytest.LogCaptureFixture
) -> None:
    with house.following():
        statuses = provoke(client)
    assert {200, 201, 303, 400, 401, 404, 409, 422} <= statuses
    logged = said(heard)
    assert '"route": "/v1/commands/add-contact", "status": 201' in logged
    assert all(json.decode(line)["event"] for line in logged.splitlines())
    for canary in (CANARY, EMAIL, "quillfeather"):
        assert canary.lower() not in logged.lower()


def test_when_we_break_it_is_told_where_and_not_with_what(
    client: TestClient, heard: pytest.LogCaptureFixture
) -> None:
    router = APIRouter()

    @router.get("/v1/broken/{name}")
    def broken(name: str, request: Request) -> None:
        raise ValueError(f"{name} {request.url}")

    client.app.include_router(router)  # type: ignore[attr-defined]  # of FastAPI
    client.app.router.routes.insert(0, client.app.router.routes.pop())  # type: ignore[attr-defined]
    answer = client.get(f"/v1/broken/{CANARY}")
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/went-wrong")
    logged = said(heard)
    assert "ValueError in broken (" in logged
    assert CANARY not in logged + answer.text


def test_a_line_and_an_event_have_the_correlation_of_what_was_asked(
    house: House, client: TestClient, heard: pytest.LogCaptureFixture
) -> None:
    asked = "01923456-0000-7000-8000-000000000001"
    for correlation in (asked, None):
        named = {"X_Correlation_Id": correlation} if correlation else {}
        told = post(client, "define-case-type", {"name": f"Type {correlation}"}, **named)
        event = house.ledger.read(told.json()["position"] - 1, 1)[0]
        line = json.decode(said(heard).splitlines()[-1])
        assert line["correlation"] == str(event.header.correlation)
        assert correlation in (None, line["correlation"])
