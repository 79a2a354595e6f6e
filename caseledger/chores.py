"""What operations do: rebuild a projection, verify the ledger, write an export."""

from collections.abc import Mapping
from uuid import UUID

from msgspec import to_builtins

from caseledger.adapters.evidence import evidence
from caseledger.adapters.ledger.pool import Pool
from caseledger.application import CaseLedger
from caseledger.exports.exports import Exports
from caseledger.operations import Progress, Work
from caseledger.secrets import Secrets
from domain.event import Plain
from domain.refusals import NotFound
from projections import checkpoints
from projections.rebuild import Pace, rebuild, with_readers
from projections.runner import PROJECTIONS
from queries.verify import verify


def chores(
    ledger: CaseLedger, pool: Pool, secrets: Secrets, exports: Exports
) -> Mapping[str, Work]:
    """By the kind of operation."""

    def again(name: str, progress: Progress) -> Mapping[str, Plain]:
        if name not in [each.name for each in PROJECTIONS]:
            raise NotFound
        names = tuple(each.name for each in with_readers({name}))
        head = ledger.recorder.max_notification_id() or 0
        progress(0, head)
        with pool.connection() as db:
            pace = Pace(tell=lambda: progress(checkpoints.built(db, head, names), head))
            rebuild(db, ledger, {name}, pace)
        return {"rebuilt": names}

    def verified(_: str, progress: Progress) -> Mapping[str, Plain]:
        with evidence(pool) as found:
            verdict = verify(found, secrets.keys, progress)
        result: Mapping[str, Plain] = to_builtins(verdict)
        return result

    def exported(id: str, progress: Progress) -> Mapping[str, Plain]:
        return exports.make(UUID(id), progress)

    return {"rebuild": again, "verify": verified, "export": exported}
