"""R41: an archived case is out of lists, search, counts and import matching; nothing changes it;
it stays in audit and comes back as it was. Any steps in any order, through the API and imports."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any, ClassVar

from fastapi.testclient import TestClient
from httpx2 import Response
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from caseledger.wiring import House
from tests.reactions.importer.desk import Desk
from tests.signed import post

COURTS = ["Leeds", "York", "Łódź"]
NUMBERS = count(1)
# By a number: draws that depended on what is in the house would be no strategy.
DICE = st.integers(0, 1 << 32).map(Random)
# What every change changes, and what the client says: that counts also while a case is archived.
MOVING = {"version", "position", "updated_at", "update_origin", "opted_out", "sms_opted_out"}
SAID = {"archived": "archived the case", "restored": "restored the case"}


@dataclass
class Known:
    """What should be so of a case."""

    id: str
    number: str
    client: str
    court: str | None = None
    archived: bool = False
    opted_out: bool = False
    before: dict[str, Any] = field(default_factory=dict)  # its line when it was archived
    happened: Counter[str] = field(default_factory=Counter)


class Archive(RuleBasedStateMachine):
    house: ClassVar[House]
    client: ClassVar[TestClient]

    @initialize(dice=DICE)
    def begin(self, dice: Any) -> None:
        """With one that is archived, and what people then try: few random steps would miss it."""
        self.desk = Desk(self.house)
        self.type = self.client.get("/v1/case-types").json()["case_types"][0]["id"]
        self.cases: list[Known] = []
        self.a_case_is_opened()
        self.one_is_archived(dice)
        self.all_is_where_it_should_be()
        self.one_is_edited(dice, "York")
        self.a_row_matches_one(dice, "Leeds")
        self.its_client_opts_out(dice)
        self.one_is_archived(dice)
        self.all_is_where_it_should_be()

    @rule()
    def a_case_is_opened(self) -> None:
        n = next(NUMBERS)
        number, phone = f"Q-{n}x", f"+1202555{n:04}"
        named = {"first_name": "Bo", "last_name": "Smith"}
        contact = self.do("add-contact", facts=named, phones=[{"value": phone}]).json()["id"]
        linked = [{"contact_id": contact}]
        opened = self.do("open-case", number=number, type=self.type, contacts=linked)
        assert opened.status_code == 201, opened.text
        case = opened.json()["id"]
        self.cases.append(Known(case, number, contact))

    @rule(dice=DICE)
    def one_is_archived(self, dice: Any) -> None:
        case = dice.choice(self.cases)
        before = self.lines(case).get(case.number, {})
        archived = self.do("archive-case", case_id=case.id, reason="Over.")
        assert archived.status_code == (409 if case.archived else 200)
        if not case.archived:
            case.archived, case.before = True, before
            case.happened["archived"] += 1

    @rule(dice=DICE)
    def one_is_restored(self, dice: Any) -> None:
        case = dice.choice(self.cases)
        restored = self.do("restore-case", case_id=case.id)
        assert restored.status_code == (200 if case.archived else 409)
        if case.archived:
            case.archived = False
            case.happened["restored"] += 1
            assert resting(self.lines(case)[case.number]) == resting(case.before)

    @rule(dice=DICE, court=st.sampled_from(COURTS))
    def one_is_edited(self, dice: Any, court: str) -> None:
        case = dice.choice(self.cases)
        edited = self.do("revise-case-details", case_id=case.id, changes={"court_name": court})
        assert edited.status_code == (409 if case.archived else 200)
        if not case.archived:
            case.court = court

    @rule(dice=DICE, court=st.sampled_from(COURTS))
    def a_row_matches_one(self, dice: Any, court: str) -> None:
        case = dice.choice(self.cases)
        table = f"Case number,Court\n{case.number},{court}\n"
        staged = self.desk.plan(table, type="Injury", duplicates="update")
        planned = self.desk.rows(staged)[2]
        assert ("archived" in (planned.reason or "")) == case.archived
        assert planned.outcome == ("skip" if case.archived or case.court == court else "update")
        self.desk.run(staged)
        if not case.archived:
            case.court = court

    @rule(dice=DICE)
    def its_client_opts_out(self, dice: Any) -> None:
        case = dice.choice(self.cases)
        out = self.do("record-opt-out", contact_id=case.client, channel="sms")
        assert out.status_code == 200, out.text
        case.opted_out = True

    @invariant()
    def all_is_where_it_should_be(self) -> None:
        for case in self.cases:
            line = self.lines(case).get(case.number)
            assert (line is None) == case.archived
            assert self.many(q=case.number) == self.many(number=case.number) == (line is not None)
            if line:
                assert line["court_name"] == case.court
                assert ("sms" in line["opted_out"]) == case.opted_out
            assert self.many(number=case.number, archived="true") == case.archived
            assert self.client.get(f"/v1/cases/{case.id}").status_code == 200
            entries = self.client.get(f"/v1/cases/{case.id}/activity").json()["entries"]
            said = Counter(entry["says"].split(":")[0] for entry in entries)
            assert {name: said[says] for name, says in SAID.items()} == {
                name: case.happened[name] for name in SAID
            }

    def do(self, name: str, **body: Any) -> Response:
        return post(self.client, name, body)

    def lines(self, case: Known) -> dict[str, dict[str, Any]]:
        """What the search finds of a case."""
        self.house.catch_up()
        found = self.client.get("/v1/cases", params={"q": case.number}).json()["cases"]
        return {line["number"]: line for line in found}

    def many(self, **asked: str) -> int:
        listed = len(self.client.get("/v1/cases", params=asked).json()["cases"])
        assert listed == self.client.get("/v1/cases/count", params=asked).json()["count"]
        return listed


def resting(line: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name not in MOVING}


def test_what_is_archived_is_nowhere_but_in_audit_and_comes_back_as_it_was(
    house: House, client: TestClient
) -> None:
    Archive.house, Archive.client = house, client
    Desk(house)
    run_state_machine_as_test(
        Archive,
        settings=settings(
            max_examples=2,
            stateful_step_count=6,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
