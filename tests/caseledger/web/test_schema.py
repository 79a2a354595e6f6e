"""Whatever is sent, the API answers as its description says, and never that it broke."""

import os
from typing import Any
from uuid import UUID

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from caseledger.wiring import House
from tests.signed import OURS, post, signed_in

EXAMPLES = int(os.environ.get("CASELEDGER_EXAMPLES", "10"))  # of each operation
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
BO = {"facts": {"first_name": "Bo", "last_name": "Li"}, "phones": [{"value": "2025550142"}]}


class Known:
    """Real records: a random id is nobody's, and what refuses it is soon seen."""

    def __init__(self, client: Any) -> None:
        self.ids = {"type_id": self._made(client, "define-case-type", {"name": "Injury"})}
        self.ids["contact_id"] = self._made(client, "add-contact", BO)
        self.ids["case_id"] = self._made(client, "open-case", {"type": "Injury"})
        note = {"case_id": self.ids["case_id"], "text": "Called."}
        self.ids["note_id"] = self._made(client, "write-note", note)
        field = {"label": "Side", "kind": "select", "options": ["Left", "Right"]}
        self.ids["field_id"] = self._made(client, "define-field", field)
        person = {"name": "Bo Li", "email": "bo@example.com", "role": "user"}
        self.ids["person_id"] = self._made(client, "add-person", person)

    def put_in(self, given: Any, beginning: str) -> None:
        """In the place of ids, but not of the one that a new record is to have."""
        if isinstance(given, dict):
            for name, known in self.ids.items():
                if _is_id(given.get(name)) and name != beginning:
                    given[name] = known

    def _made(self, client: Any, name: str, body: dict[str, Any]) -> str:
        return str(post(client, name, body).json()["id"])


def _is_id(value: object) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True


def test_every_operation_answers_as_it_is_described(house: House) -> None:
    wrong: dict[str, str] = {}
    with house.following(), signed_in(house) as client:
        schema = schemathesis.openapi.from_asgi("/openapi.json", client.app)
        known, cookies = Known(client), dict(client.cookies)
        for found in schema.exclude(path="/v1/stream").get_all_operations():
            assert isinstance(found, Ok), found
            operation = found.ok()
            try:
                _asked_in_many_ways(operation, known, cookies)
            except Exception as why:  # told together: one run shows all that is wrong
                wrong[operation.label] = str(why)
        house.catch_up()
        assert client.get("/v1/ledger").json()["quarantine"] == []  # nor did anything poison
    assert not wrong, "\n\n".join(f"{label}\n{why}" for label, why in wrong.items())


def _asked_in_many_ways(operation: Any, known: Known, cookies: dict[str, str]) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
              phases=[Phase.generate], suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        beginning = "" if "open-case" not in operation.path else "case_id"
        for said in (case.body, case.path_parameters):
            known.put_in(said, beginning)
        case.call_and_validate(headers=OURS, cookies=cookies, checks=CHECKS)

    ask()
