"""The description of the API is whole: pages take their types from it."""

from collections.abc import Iterator
from typing import Any

from fastapi.testclient import TestClient

from caseledger.web.openapi import ALWAYS, SECURITY
from tests.caseledger.web.test_roles import METHODS, OPEN


def operations(said: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in said["paths"].items():
        yield from ((path, methods[method]) for method in METHODS & set(methods))


def references(it: Any) -> Iterator[str]:
    match it:
        case {"$ref": name}:
            yield name
        case dict():
            for each in it.values():
                yield from references(each)
        case list():
            for each in it:
                yield from references(each)


def test_every_reference_is_defined(client: TestClient) -> None:
    said = client.get("/openapi.json").json()
    known = {f"#/components/schemas/{name}" for name in said["components"]["schemas"]}
    assert len(known) > 40
    assert set(references(said)) <= known


def test_every_operation_says_what_it_does_answers_and_refuses(client: TestClient) -> None:
    said = client.get("/openapi.json").json()
    for path, it in operations(said):
        assert it.get("description") or it["summary"].endswith("."), path
        if path in OPEN:
            continue
        assert {str(status) for status in ALWAYS} <= set(it["responses"]), path
        assert it["security"] == [{name: []} for name in SECURITY], path
        for status, response in it["responses"].items():
            [media] = response["content"]
            assert (media == "application/problem+json") == (status >= "400"), (path, status)


def test_nothing_is_described_by_the_framework_alone(client: TestClient) -> None:
    said = client.get("/openapi.json").json()
    assert not {"HTTPValidationError", "ValidationError"} & set(said["components"]["schemas"])
