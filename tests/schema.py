"""The description of the API that the pages take their types from: `python -m tests.schema`."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from caseledger.adapters.ledger.install import install
from caseledger.web.app import create_app
from caseledger.wiring import open_house
from tests.postgres import server
from tests.scenario import LEDGER, SECRETS

KEPT = Path(__file__).parent.parent / "ui" / "openapi.json"


def kept() -> Any:
    return json.loads(KEPT.read_text())


def keep(said: Any) -> None:
    KEPT.write_text(json.dumps(said, indent=1, sort_keys=True, ensure_ascii=False) + "\n")


def main() -> None:
    with server() as dsn:
        with closing(psycopg.connect(dsn, autocommit=True)) as db:
            db.execute("create database firm")
        firm = make_conninfo(dsn, dbname="firm")
        install(firm, LEDGER)
        with open_house(make_conninfo(firm, user="caseledger"), SECRETS) as house:
            keep(create_app(house).openapi())


if __name__ == "__main__":
    main()
