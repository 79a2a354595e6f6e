"""The seam stays honest: the library's own runner follows our ledger."""

from functools import singledispatchmethod
from typing import Any

from eventsourcing.persistence import Tracking
from eventsourcing.popo import POPOTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner

from caseledger.application import CaseLedger
from domain.ledger import Recorded
from tests.scenario import ACTIVE, ADDED, BO, CASE, OPENED, SECRETS, append


class Counted(POPOTrackingRecorder):
    def __init__(self) -> None:
        super().__init__()
        self.kinds: list[str] = []


class Count(Projection[Counted]):
    @singledispatchmethod
    def process_event(self, event: Any, tracking: Tracking) -> None:
        raise NotImplementedError

    @process_event.register
    def _(self, record: Recorded, tracking: Tracking) -> None:
        self.view.kinds.append(record.kind)
        self.view.insert_tracking(tracking)


class Ledger(CaseLedger):
    """As the library's runner makes its applications: from an environment alone."""

    def __init__(self, env: dict[str, str]) -> None:
        super().__init__(env, SECRETS)


def test_the_librarys_projection_runner_runs_on_our_ledger(dsn: str) -> None:
    env = {"LEDGER_DSN": dsn}
    with ProjectionRunner(
        application_class=Ledger, projection_class=Count, view_class=Counted, env=env
    ) as runner:
        append(runner.app, CASE, 0, OPENED, ACTIVE)
        last = append(runner.app, BO, 0, ADDED)
        assert last.position == 3
        runner.wait(last.position)
        assert runner.projection.view.kinds == [
            "case.opened",
            "case.status-changed",
            "contact.added",
        ]
