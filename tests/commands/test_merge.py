"""Two people edit one case: who touched other facts is let in, who touched the same is told."""

import pytest

from caseledger.application import CaseLedger
from commands.cases import ArchiveCase, ReviseCaseDetails
from commands.command import Command
from commands.merge import handle_merging
from domain.case.details import CaseDetailsRevised
from domain.case.life import CaseArchived
from domain.refusals import CaseIsArchived, Stale
from tests.scenario import ACTIVE, CASE, OPENED, Given, header

THEIRS = CaseDetailsRevised({"court_name": ("Leeds", "York")})


def merged(ledger: CaseLedger, command: Command) -> int:
    return handle_merging(command, ledger, header(), expected=1).version


def test_edits_of_different_facts_both_stand(given: Given, ledger: CaseLedger) -> None:
    given(CASE, OPENED, THEIRS, ACTIVE)
    assert merged(ledger, ReviseCaseDetails(case_id=CASE, changes={"name": "Smith"})) == 4


@pytest.mark.parametrize(
    "command",
    [
        ReviseCaseDetails(case_id=CASE, changes={"name": "Smith", "court_name": "Hull"}),
        ArchiveCase(case_id=CASE, reason="Opened twice"),
    ],
)
def test_what_cannot_be_told_apart_is_stale(
    given: Given, ledger: CaseLedger, command: Command
) -> None:
    given(CASE, OPENED, THEIRS)
    with pytest.raises(Stale):
        merged(ledger, command)


def test_a_merge_is_decided_on_what_is_true_now(given: Given, ledger: CaseLedger) -> None:
    given(CASE, OPENED, THEIRS, CaseArchived("Opened twice"))
    with pytest.raises(CaseIsArchived):
        merged(ledger, ReviseCaseDetails(case_id=CASE, changes={"name": "Smith"}))
