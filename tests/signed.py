"""Clients of the API that somebody signed in: by a session, as in a browser, or by a key."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response

from caseledger.identity import sessions
from caseledger.identity.door import add_person, create_key
from caseledger.web.app import create_app
from caseledger.web.house import COOKIE
from caseledger.wiring import House
from domain.people.roles import Role

OURS = {"Sec-Fetch-Site": "same-origin"}  # what a browser says of our own pages
NUMBERS = count()


@contextmanager
def signed_in(
    house: House, role: Role | str = Role.ADMIN, name: str = "Ana Ruiz"
) -> Iterator[TestClient]:
    """A browser in which somebody with this role has signed in."""
    person = add_person(house, name, f"{role}-{next(NUMBERS)}@example.com", role)
    cookies = {COOKIE: sessions.begin(house.pool, person)}
    with TestClient(create_app(house), headers=OURS, cookies=cookies) as client:
        yield client


@contextmanager
def keyed(house: House, *can: Any) -> Iterator[TestClient]:
    """A program with a key that may do this."""
    secret = create_key(house, "A program", can)
    with TestClient(create_app(house), headers={"X-API-KEY": secret}) as client:
        yield client


def post(client: TestClient, name: str, body: dict[str, Any], **headers: str) -> Response:
    """Give a command."""
    spelt = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(f"/v1/commands/{name}", json=body, headers=spelt)
