"""The preview is the effect: whatever the cases are like, what was shown is what happens."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeAlias
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands.cases import ArchiveCase, AssignStaff, ChangeStatus, RestoreCase
from commands.command import Command
from commands.ids import new_id
from domain.event import Plain
from domain.refusals import Refused
from tests.reactions.bulk.bench import Bench

Edit: TypeAlias = Callable[[UUID, UUID], Command]  # of a case, by a person
EDITS: list[Edit] = [
    lambda case, _: ChangeStatus(case_id=case, status="active"),
    lambda case, _: ChangeStatus(case_id=case, status="closed"),
    lambda case, _: ArchiveCase(case_id=case, reason="Old"),
    lambda case, _: RestoreCase(case_id=case),
    lambda case, person: AssignStaff(case_id=case, person_id=person),
]
BY_TYPE = "change-status-by-type"
ACTIONS = [
    ("change-status", {"status": "active"}),
    ("change-status", {"status": "no such"}),
    (BY_TYPE, {"Injury": "active"}),
    (BY_TYPE, {"Injury": "closed", "Maritime": "active"}),
    ("archive-case", {"reason": "Old"}),
    ("restore-case", {}),
    ("assign-staff", {"person_id": ""}),
    ("unassign-staff", {"person_id": ""}),
]
edit = st.tuples(st.integers(0, 5), st.sampled_from(EDITS))


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    past=st.lists(edit, max_size=8),
    meanwhile=st.lists(edit, max_size=4),
    action=st.sampled_from(ACTIONS),
)
def test_the_preview_is_the_effect(
    bench: Bench,
    past: list[tuple[int, Edit]],
    meanwhile: list[tuple[int, Edit]],
    action: tuple[str, dict[str, str]],
) -> None:
    person = bench.office.person(f"{new_id()} Kim")
    cases = [bench.office.case(type=("Injury", "Maritime")[n % 2]) for n in range(6)]
    name, said = action
    told = given_as(bench, name, said, person)
    edited(bench, cases, person, past)
    planned = bench.select(name, told, cases)
    shown = bench.outcomes(planned)
    before = {case: bench.case(case).version for case in cases}
    edited(bench, cases, person, meanwhile)
    moved = {case for case in cases if bench.case(case).version != before[case]}
    head = bench.head()
    came = bench.outcomes(bench.run(planned))
    expected = {
        case: "moved" if case in moved and outcome == "changed" else outcome
        for case, outcome in shown.items()
    }
    assert came == expected
    changed = {each.subject for each in bench.since(head) if each.kind.startswith("case.")}
    assert changed == {case for case, outcome in expected.items() if outcome == "changed"}


def given_as(bench: Bench, action: str, said: dict[str, str], person: UUID) -> dict[str, Plain]:
    """As the command takes it: types by their ids, and this person."""
    if action == BY_TYPE:
        return {"statuses": {str(bench.office.type(it)): status for it, status in said.items()}}
    return {key: value or str(person) for key, value in said.items()}


def edited(
    bench: Bench,
    cases: list[UUID],
    person: UUID,
    edits: list[tuple[int, Edit]],
) -> None:
    for n, edit in edits:
        with suppress(Refused):
            bench.office.ask(edit(cases[n], person))
