"""The pages' types are of this API: see `tests.schema` for how they follow it."""

from fastapi.testclient import TestClient

from tests.schema import kept


def test_the_pages_know_the_api_as_it_is(client: TestClient) -> None:
    assert client.get("/openapi.json").json() == kept()
