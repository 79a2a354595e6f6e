"""The plan: what would become of each case of a selection, by the decisions that the run asks."""

from collections.abc import Sequence
from hashlib import sha256
from time import monotonic

from msgspec import json
from msgspec.structs import replace

from commands.bulk import ACTIONS
from commands.command import Command
from commands.work import UnitOfWork
from domain.case.case import Case
from domain.casetype.casetype import CaseType
from domain.ledger import Header, Ledger
from domain.refusals import Refused, Stale, StatusNotOfType, TypeLeftAlone
from reactions.bulk.selection import Chosen, Judged, Selection, Selections, counted
from reactions.supposed import Supposed

CHUNK = 500
SO_ALREADY = "It is so already."
MOVED = "Somebody changed the case after it was selected, so it is left alone."


class Planner:
    """Judges one selection. The ledger is only read."""

    def __init__(
        self, selection: Selection, selections: Selections, ledger: Ledger, header: Header
    ) -> None:
        self._selection, self._selections, self._header = selection, selections, header
        self._supposed = Supposed(ledger)

    def plan(self) -> Selection:
        """The selection with something judged of each case."""
        it, last, began = self._selection, 0, monotonic()
        digest = sha256(json.encode((it.action, it.given)))
        while chosen := self._selections.chosen(it.id, last, CHUNK):
            judged = self._chunk(chosen)
            self._selections.judge(it.id, judged)
            for case, said in zip(chosen, judged, strict=True):
                digest.update(json.encode((case.case, said.base, said.outcome)))
            last = chosen[-1].n
            self._selections.tell(it.id, last, it.cases, last / max(monotonic() - began, 0.001))
        planned = counted(self._selections.counts(it.id))
        return replace(
            it,
            state="planned",
            plan=digest.hexdigest(),
            planned=planned,
            reads=tuple(self._supposed.known),
            error=None,
        )

    def _chunk(self, chosen: Sequence[Chosen]) -> Sequence[Judged]:
        cases = [each.case for each in chosen]
        self._supposed.look(cases, ())
        judged = [self._judged(each) for each in chosen]
        self._supposed.forget(cases)
        return judged

    def _judged(self, it: Chosen) -> Judged:
        base, kind = it.base or 0, None
        try:
            case = self._supposed.load(Case, it.case)
            base, kind = it.base or case.version, case.opening.type if case.exists else None
            work = UnitOfWork(self._supposed, self._header, {it.case: base}, {})
            command = command_of(self._selection, it)
            command.decide(work)
            changes = work.commit(command.about, "plan", b"").records
        except Stale:
            return Judged(it.n, base, "moved", MOVED, kind)
        except TypeLeftAlone as why:  # as it was asked: nobody is refused anything
            return Judged(it.n, base, "unchanged", reason(self._supposed, it, why), kind)
        except Refused as why:
            return Judged(it.n, base, "refused", reason(self._supposed, it, why), kind)
        if not changes:
            return Judged(it.n, base, "unchanged", SO_ALREADY, kind)
        return Judged(it.n, base, "changed", type=kind)


def command_of(selection: Selection, it: Chosen) -> Command:
    """What a case is told."""
    kind = ACTIONS[selection.action]
    return kind.model_validate({**selection.given, "case_id": it.case})


def reason(ledger: Ledger, it: Chosen, why: Refused) -> str:
    """Why a case was refused; what hangs on its type names that."""
    match why:
        case StatusNotOfType() | TypeLeftAlone():
            kind = ledger.load(CaseType, ledger.load(Case, it.case).opening.type)
            return f"{kind.life.name}: {why}"
        case _:
            return str(why)
