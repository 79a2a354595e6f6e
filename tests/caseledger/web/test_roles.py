"""Who may do what: every command by every role, and every route without anybody."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from fastapi.testclient import TestClient

from caseledger.web.app import create_app
from caseledger.web.problem import slug
from caseledger.wiring import House
from commands import COMMANDS
from commands.command import Command
from commands.people import IssueKey
from commands.typefiles.take import ImportCaseType
from domain.people.roles import KEY_RIGHTS, PERMISSIONS, Role
from tests.signed import keyed, post, signed_in

KINDS = [kind for kinds in COMMANDS.values() for kind in kinds]
OPEN = {"/health", "/ready", "/metrics"}  # beside the ways in, and the pages
ELSEWHERE = {IssueKey: "/v1/keys", ImportCaseType: "/v1/case-types/file"}
METHODS = {"get", "post", "put", "delete", "patch"}


def operations(client: TestClient) -> Iterator[tuple[str, str]]:
    for path, methods in client.get("/openapi.json").json()["paths"].items():
        yield from ((method, path) for method in METHODS & set(methods))


def filled(path: str) -> str:
    """With an id of nobody and a name of nothing in its places, and what it cannot do without."""
    known = {"position": "1", "kind": "cases", "as_of": "1"}
    nobody = "00000000-0000-0000-0000-000000000194"
    said = re.sub(r"\{(\w+)\}", lambda place: known.get(place[1], nobody), path)
    more = {"type-change": "?to=PI", "file": "?token=x", "changes": "?after=0"}
    return said + more.get(path.rpartition("/")[2], "")


def forbidden(client: TestClient, kind: type[Command]) -> Any:
    """The permission that is missing; None where the command itself was looked at."""
    elsewhere = ELSEWHERE.get(kind)
    said = client.post(elsewhere, json={}) if elsewhere else post(client, slug(kind), {})
    if said.status_code == 403:
        return said.json()["missing_permission"]
    assert said.status_code in (200, 201, 422), said.text
    return None


@pytest.mark.parametrize("role", Role)
def test_every_command_is_refused_to_exactly_those_roles_that_lack_its_permission(
    house: House, role: Role
) -> None:
    with signed_in(house, role) as client:
        refused = {kind: forbidden(client, kind) for kind in KINDS}
    assert refused == {
        kind: None if kind.permission in PERMISSIONS[role] else kind.permission for kind in KINDS
    }


@pytest.mark.parametrize("can", [("read",), ("write",), ("read", "write")])
def test_every_command_is_refused_to_exactly_those_keys(house: House, can: tuple[str, ...]) -> None:
    may = frozenset().union(*(KEY_RIGHTS[each] for each in can))
    with keyed(house, *can) as client:
        refused = {kind: forbidden(client, kind) for kind in KINDS}
    assert refused == {kind: None if kind.permission in may else kind.permission for kind in KINDS}


def test_an_auditor_reads_everything_and_changes_nothing(house: House) -> None:
    with signed_in(house, Role.AUDITOR) as client:
        before = house.ledger.read(0, 100)
        for method, path in operations(client):
            if path in OPEN or path == "/v1/stream":
                continue
            said = client.request(method, filled(path), json={} if method != "get" else None)
            if method == "get":
                assert said.status_code in (200, 404), (path, said.text)
            elif path == "/v1/activity/export":  # what is on record of it is asked elsewhere
                assert said.json()["type"] == "/problems/nothing-to-export", said.text
            elif path.startswith("/v1/exports/"):  # of somebody else
                assert said.status_code == 404, (path, said.text)
            elif path.startswith("/v1/pasts"):  # as with exports: what may be asked is on record
                assert said.status_code in (200, 422), (path, said.text)
            elif path != "/v1/verify":  # which changes nothing
                assert said.status_code == 403, (path, said.text)
        assert house.ledger.read(0, 100) == before


@pytest.mark.parametrize("headers", [{}, {"X-API-KEY": "ck_nonsense"}, {"X-API-KEY": "nonsense"},
                                     {"Cookie": "caseledger_session=nonsense"}])  # fmt: skip
def test_nobody_is_told_anything(house: House, headers: dict[str, str]) -> None:
    with TestClient(create_app(house), headers={**headers, "Sec-Fetch-Site": "none"}) as client:
        for method, path in operations(client):
            if path in OPEN:
                continue
            said = client.request(method, filled(path), json={} if method != "get" else None)
            assert (said.status_code, said.json()["type"]) == (401, "/problems/not-signed-in"), path
            assert said.headers["WWW-Authenticate"] == "X-API-KEY"


def test_nobody_changes_their_own_role(house: House) -> None:
    with signed_in(house) as client:
        me = client.get("/v1/me").json()["person"]["id"]
        for name, body in (("change-role", {"role": "user"}), ("deactivate-person", {})):
            said = post(client, name, {"person_id": me, **body})
            assert (said.status_code, said.json()["type"]) == (409, "/problems/not-your-own")


def test_roles_and_kinds_are_all_there() -> None:
    """The table is whole: a new permission that nobody has would lock everybody out."""
    known = frozenset().union(*PERMISSIONS.values())
    assert {kind.permission for kind in KINDS} <= known == PERMISSIONS[Role.ADMIN]
    assert len(list(product(Role, KINDS))) == len(Role) * len(KINDS)
