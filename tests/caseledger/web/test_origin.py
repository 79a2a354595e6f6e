"""What a page of another site asks a browser to send changes nothing, whatever route it takes."""

import pytest
from fastapi.testclient import TestClient

from caseledger.wiring import House
from tests.caseledger.web.test_roles import filled, operations
from tests.signed import keyed, signed_in

FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    {"Sec-Fetch-Site": "", "Origin": "http://evil.example"},
    {"Sec-Fetch-Site": "", "Origin": "http://testserver.evil.example"},
    {"Sec-Fetch-Site": "", "Origin": "https://testserver"},
    {"Sec-Fetch-Site": "", "Origin": "null"},
    {"Sec-Fetch-Site": ""},
]


@pytest.mark.parametrize("headers", FOREIGN)
def test_every_unsafe_route_refuses_a_foreign_origin(house: House, headers: dict[str, str]) -> None:
    with signed_in(house) as client:
        unsafe = [(m, p) for m, p in operations(client) if m != "get"]
        assert len(unsafe) > 50
        before = house.ledger.read(0, 100)
        for method, path in [*unsafe, ("post", "/sign-out"), ("post", "/sign-in")]:
            said = client.request(method, filled(path), json={}, headers=headers)
            assert (said.status_code, said.json()["type"]) == (403, "/problems/foreign-origin"), (
                path
            )
        assert house.ledger.read(0, 100) == before
        assert client.get("/v1/me").status_code == 200  # nor were we signed out


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"},
     {"Sec-Fetch-Site": "", "Origin": "http://testserver"}],
)  # fmt: skip
def test_our_own_pages_are_heard(client: TestClient, headers: dict[str, str]) -> None:
    body = {"name": "Injury"}
    said = client.post("/v1/commands/define-case-type", json=body, headers=headers)
    assert said.status_code == 201


def test_a_key_needs_no_origin(house: House) -> None:
    """No browser sends it by itself."""
    with keyed(house, "write") as client:
        body = {"facts": {"first_name": "Bo", "last_name": "Li"}}
        assert client.post("/v1/commands/add-contact", json=body).status_code == 201
