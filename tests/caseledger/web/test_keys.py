"""Keys of programs: issued once, their secrets said once and kept nowhere."""

from contextlib import closing
from threading import Event

import psycopg
from fastapi.testclient import TestClient
from psycopg.sql import SQL, Identifier

from caseledger.identity.gate import FRESH
from caseledger.web.app import create_app
from caseledger.wiring import House
from projections.tables import Db
from tests.signed import keyed, post, signed_in

NEW = {"name": "Intake form", "can": ["read", "write"]}


def may(house: House, secret: str) -> list[str]:
    """What a program may do with this secret."""
    with TestClient(create_app(house), headers={"X-API-KEY": secret}) as program:
        said = program.get("/v1/me")
    return said.json()["key"]["can"] if said.status_code == 200 else []


def stands_in(db: Db, text: str) -> list[str]:
    """The tables of which some row has this text in it, as it is or in bytes."""
    named = (
        "select schemaname, tablename from pg_tables"
        " where schemaname not in ('pg_catalog', 'information_schema')"
    )
    query = SQL("select count(*) from {} as r where position(%s in r::text) > 0")
    coded = text, text.encode().hex()
    return [
        ".".join(table)
        for table in db.execute(named).fetchall()
        for each in coded
        if db.execute(query.format(Identifier(*table)), (each,)).fetchone() != (0,)
    ]


def test_a_secret_is_said_once_and_opens_what_the_key_can(client: TestClient, house: House) -> None:
    said = client.post("/v1/keys", json=NEW)
    assert said.status_code == 201
    assert said.headers["Cache-Control"] == "no-store"
    assert may(house, said.json()["secret"]) == ["read", "write"]
    [row] = client.get("/v1/keys").json()["keys"]
    assert (row["id"], row["name"]) == (said.json()["id"], "Intake form")
    assert said.json()["secret"] not in client.get("/v1/keys").text


def test_the_same_asked_again_is_the_same_key_without_its_secret(
    client: TestClient, house: House
) -> None:
    asked = {"Idempotency-Key": "k-1"}
    first = client.post("/v1/keys", json=NEW, headers=asked)
    again = client.post("/v1/keys", json=NEW, headers=asked)
    assert again.status_code == 200
    assert again.json() == {**first.json(), "secret": None}
    assert may(house, first.json()["secret"]) == ["read", "write"]
    known = {**NEW, "key_id": first.json()["id"]}
    assert client.post("/v1/keys", json=known).json()["secret"] is None
    assert len(client.get("/v1/keys").json()["keys"]) == 1


def test_an_answer_that_never_came_is_made_up_for(client: TestClient, house: House, db: Db) -> None:
    asked = {"Idempotency-Key": "k-1"}
    lost = client.post("/v1/keys", json=NEW, headers=asked).json()
    db.execute("delete from identity.api_key")  # as if it had been killed before
    again = client.post("/v1/keys", json=NEW, headers=asked).json()
    assert again["id"] == lost["id"]
    assert may(house, again["secret"]) == ["read", "write"]
    assert may(house, lost["secret"]) == []


def test_a_secret_stands_nowhere_in_the_database(
    client: TestClient, house: House, owner_dsn: str
) -> None:
    asked = {"Idempotency-Key": "k-1"}
    secret = client.post("/v1/keys", json=NEW, headers=asked).json()["secret"]
    house.catch_up()
    assert may(house, secret)
    with closing(psycopg.connect(owner_dsn)) as db:
        assert "ledger.event" in stands_in(db, "Intake form")
        assert stands_in(db, secret) == stands_in(db, secret.removeprefix("ck_")) == []


def test_a_key_is_issued_in_one_way_only(client: TestClient) -> None:
    assert post(client, "issue-key", NEW).status_code == 404
    with_nothing = client.post("/v1/keys", json={"name": ""})
    assert with_nothing.status_code == 422
    assert client.get("/v1/keys").json()["keys"] == []


def test_a_disabled_key_is_out_within_a_second(house: House) -> None:
    with signed_in(house) as admin, keyed(house, "read") as program:
        me = program.get("/v1/me").json()
        assert (me["person"], me["key"]["can"]) == (None, ["read"])
        [row] = admin.get("/v1/keys").json()["keys"]
        assert (row["disabled"], row["used_at"] is None) == (False, False)
        assert post(admin, "disable-key", {"key_id": row["id"]}).status_code == 200
        Event().wait(FRESH)
        assert program.get("/v1/me").status_code == 401
        assert admin.get("/v1/keys").json()["keys"][0]["disabled"]
