"""The run: exactly the plan, case by case, through the ordinary commands; each comes out once.

A case's command key is its bulk and its id, so a run that was killed and goes on gives each case
the answer that it had, and does nothing twice. A case that moved since it was judged is left alone.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from msgspec.structs import replace

from commands.bulk import BeginBulk, FinishBulk, StopBulk
from commands.handle import Asked, handle, handle_all
from commands.ids import new_id
from domain.event import Plain
from domain.ledger import Header, Ledger, Receipt
from domain.refusals import NotPlanned, Refused, Stale, Unavailable
from reactions.bulk.plan import MOVED, command_of, reason
from reactions.bulk.selection import Chosen, Done, Selection, Selections, came
from reactions.carrying import Books, carry_out

CHUNK = 500
NO_NEWS = "It is so by now."


def begin(
    selection: Selection, ledger: Ledger, header: Header, key: str | None = None
) -> Selection:
    """Record that the plan is carried out, or goes on. Refuses NotPlanned, and KeyReused."""
    it = selection
    if it.plan is None or it.state not in ("planned", "stopped", "running"):
        raise NotPlanned
    command = BeginBulk(
        bulk_id=it.id,
        action=it.action,
        given=it.given,
        selection=it.where,
        position=it.position,
        cases=it.cases,
        plan=it.plan,
        planned=it.planned,
    )
    handle(command, ledger, header, key=key)
    return replace(it, state="running", stopping=False, error=None)


class Runner:
    """Carries out one change in bulk that has begun."""

    def __init__(self, selection: Selection, selections: Selections, ledger: Books) -> None:
        self._selection, self._selections, self._ledger = selection, selections, ledger
        self._begun = ledger.stream(selection.id)[0]
        self._before = selection.planned.get("changed", 0) - selections.left(selection.id)

    def run(self) -> Selection:
        """The selection as it then stands: finished, or stopped if somebody wished so."""
        all_done = carry_out(self._due, self._do, self._tell)
        return self._ended(FinishBulk if all_done else StopBulk)

    def _due(self, last: Chosen | None) -> Sequence[Chosen]:
        return self._selections.due(self._selection.id, last.n if last else 0, CHUNK)

    def _do(self, due: Sequence[Chosen]) -> None:
        self._selections.done(self._selection.id, list(self._carried_out(due)))

    def _tell(self, done: int, rate: float) -> bool:
        total = self._selection.planned.get("changed", 0)
        return self._selections.tell(self._selection.id, self._before + done, total, rate)

    def _carried_out(self, due: Sequence[Chosen]) -> Iterator[Done]:
        reads = {each.case for each in due} | {*self._selection.reads}
        answers = handle_all([self._asked(each) for each in due], self._ledger, reads)
        for chosen, answer in zip(due, answers, strict=True):
            yield self._done(chosen, answer)

    def _done(self, chosen: Chosen, answer: Receipt | Refused) -> Done:
        match answer:
            case Unavailable():
                raise answer
            case Receipt(position=None):
                return Done(chosen.n, "unchanged", NO_NEWS)
            case Receipt(position=position):
                return Done(chosen.n, "changed", position=position)
            case Stale():
                return Done(chosen.n, "moved", MOVED)
            case _:
                return Done(chosen.n, "refused", reason(self._ledger, chosen, answer))

    def _asked(self, chosen: Chosen) -> Asked:
        return Asked(
            command_of(self._selection, chosen),
            self._header(),
            expected=chosen.base,
            key=f"bulk {self._selection.id} case {chosen.case}",
        )

    def _header(self) -> Header:
        reference: dict[str, Plain] = {"bulk": str(self._selection.id)}
        by, now = self._begun.header.actor, datetime.now(UTC)
        return self._begun.answered(new_id(), by, "bulk", now, reference)

    def _ended(self, kind: type[StopBulk | FinishBulk]) -> Selection:
        left = self._selections.left(self._selection.id)
        outcomes = came(self._selections.counts(self._selection.id), left)
        handle(kind(bulk_id=self._selection.id, outcomes=outcomes), self._ledger, self._header())
        finished = datetime.now(UTC) if kind is FinishBulk else None
        state = "finished" if finished else "stopped"
        return replace(self._selection, state=state, finished_at=finished, stopping=False)
