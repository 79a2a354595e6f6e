"""Every way to be wrong is a problem in plain words, and none is a 500."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from tests.signed import post

JSON = {"Content-Type": "application/json"}
NOBODY = str(UUID(int=404))
AN_ID = "This must be an id, such as 0190a5c8-7b1e-7c3a-9f00-3d6a0f1b2c4d."
A_DATE = "“soon” is not a date such as 2026-11-24."


@pytest.fixture
def case(client: TestClient) -> str:
    post(client, "define-case-type", {"name": "Injury", "code": "IN"})
    return str(post(client, "open-case", {"type": "Injury", "number": "IN-1"}).json()["id"])


def is_problem(said: Any) -> None:
    body = said.json()
    assert said.headers["Content-Type"] == "application/problem+json"
    assert (body["status"], body["type"][:10]) == (said.status_code, "/problems/")
    assert body["title"]
    assert body["detail"].endswith(".")


@pytest.mark.parametrize(
    ("name", "body", "status", "type"),
    [
        ("change-status", {"status": "Arbitration"}, 422, "status-not-of-type"),
        ("restore-case", {}, 409, "case-is-not-archived"),
        ("archive-case", {"case_id": NOBODY, "reason": "?"}, 404, "not-found"),
        ("open-case", {"case_id": None, "type": "Injury", "number": "in-1 "}, 409, "taken"),
        ("link-contact", {"contact_id": NOBODY}, 404, "not-found"),
        ("revise-case-details", {"changes": {"x_shoe_size": "9"}}, 422, "field-not-of-type"),
    ],
)
def test_a_refusal_is_a_problem_in_one_sentence(
    client: TestClient, case: str, name: str, body: dict[str, Any], status: int, type: str
) -> None:
    given = {k: v for k, v in {"case_id": case, **body}.items() if v is not None}
    said = post(client, name, given)
    is_problem(said)
    assert (said.status_code, said.json()["type"]) == (status, f"/problems/{type}")


@pytest.mark.parametrize(
    ("body", "field", "message"),
    [
        ({}, "type", "This is needed."),
        ({"type": 3}, "type", "This must be text."),
        ({"type": ""}, "type", "This cannot be blank."),
        ({"type": "x" * 201}, "type", "This is longer than 200 characters."),
        ({"case_id": "x"}, "case_id", AN_ID),
        ({"facts": {"court_date": "soon"}}, "court_date", A_DATE),
        ({"facts": {"cuort": "x"}}, "facts", "There is no fact called cuort."),
        ({"facts": []}, "facts", "This must be an object with named values."),
        ({"staff": "me"}, "staff", "This must be a list."),
        ({"staff": [NOBODY, 1]}, "staff.1", AN_ID),
        ({"opt_out_voice_calls": "perhaps"}, "opt_out_voice_calls", "This must be true or false."),
        ({"shoe": 9}, "shoe", "There is nothing called shoe here."),
        ({"new_contacts": [{"phones": [{"value": "1", "label": "pager"}]}]},
         "new_contacts.0.phones.0.label", "Choose one of 'mobile', 'home', 'work' or 'other'."),
        ({"new_contacts": [{"facts": {"date_of_birth": "soon"}}]}, "new_contacts.0.date_of_birth",
         A_DATE),
        ({"number": "a\0b"}, "", "The NUL character cannot be kept."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_field_is_said_in_its_words(
    client: TestClient, case: str, body: dict[str, Any], field: str, message: str
) -> None:
    right = {} if body == {} else {"type": "Injury"}
    said = post(client, "open-case", right | body)
    is_problem(said)
    assert said.status_code == 422
    assert {"field": field, "message": message} in said.json()["errors"]


def test_a_phone_number_that_is_none_is_named_by_its_place(client: TestClient) -> None:
    body = {"facts": {"first_name": "Bo", "last_name": "Li"}, "phones": [{"value": "none"}]}
    said = post(client, "add-contact", body)
    is_problem(said)
    assert [each["field"] for each in said.json()["errors"]] == ["phones.0.value"]


@pytest.mark.parametrize(
    "content",
    [b"{", b"\xff", b"NaN", b'{"a": NaN}', b'"\\ud800"', b"[" * 100_000, b"1e999",
     b'{"type": ' + b"[" * 40 + b"]" * 40 + b"}", b"\xef\xbb\xbf{}"],
)  # fmt: skip
def test_what_is_no_json_is_400(client: TestClient, content: bytes) -> None:
    said = client.post("/v1/commands/open-case", content=content, headers=JSON)
    is_problem(said)
    assert (said.status_code, said.json()["type"]) == (400, "/problems/malformed")


def pieces() -> Iterator[bytes]:
    for _ in range(20):
        yield b" " * 100_000


@pytest.mark.parametrize("content", [b" " * 1_100_000, pieces()])
def test_what_is_too_large_is_413(client: TestClient, content: Any) -> None:
    said = client.post("/v1/commands/open-case", content=content, headers=JSON)
    is_problem(said)
    assert said.status_code == 413


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("POST", "/v1/commands/open-case", {"Content-Type": "text/plain"}, 415),
        ("POST", "/v1/commands/open-case", {"Content-Type": "multipart/form-data"}, 415),
        ("GET", "/v1/commands/open-case", {}, 405),
        ("DELETE", "/v1/cases", {}, 405),
        ("POST", "/v1/commands/drop-tables", {}, 404),
        ("GET", "/v2", {}, 404),
        ("GET", "/v1/me/", {}, 404),
        ("GET", "/v1/cases?q=a%00b", {}, 422),
        ("GET", "/v1/cases/%00/activity", {}, 422),
        ("GET", "/v1/cases?limit=501", {}, 422),
        ("GET", "/v1/cases?cursor=nonsense", {}, 422),
        ("GET", "/v1/cases?sort=shoe_size", {}, 422),
        ("GET", "/v1/cases?shoe_size=9", {}, 422),
        ("GET", "/v1/cases?where={", {}, 422),
        ("GET", "/v1/cases/x/activity", {}, 422),
        ("GET", f"/v1/cases/{NOBODY}/activity", {}, 404),
        ("GET", f"/v1/operations/{NOBODY}", {}, 404),
    ],
)
def test_a_wrong_address_is_a_problem(
    client: TestClient, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    said = client.request(
        method, path, headers=headers, content=b"{}" if method == "POST" else None
    )
    is_problem(said)
    assert said.status_code == status


@pytest.mark.parametrize("path", ["/v1/cases?q=a%00b", "/v1/cases?x=%00", "/v1/%00", "/app/%00"])
def test_the_nul_character_comes_no_further_than_the_door(client: TestClient, path: str) -> None:
    said = client.get(path)
    is_problem(said)
    assert said.json()["detail"] == "The NUL character cannot be kept or looked for."


def test_a_key_that_is_too_long_is_named(client: TestClient) -> None:
    said = post(client, "define-case-type", {"name": "A"}, Idempotency_Key="k" * 256)
    is_problem(said)
    assert said.json()["errors"] == [
        {"field": "Idempotency-Key", "message": "This is longer than 255 characters."}
    ]


def test_every_answer_tells_browsers_what_is_safe(client: TestClient) -> None:
    for path in ("/v1/me", "/v1/nowhere", "/app/", "/health"):
        headers = client.get(path).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
    assert client.get("/v1/me").headers["Cache-Control"] == "no-store"
