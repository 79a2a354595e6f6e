"""The run: exactly the plan, row by row, through the ordinary commands; each row comes out once.

A row's command key is its import and its number, so a run that was killed and goes on gives each
row the answer that it had, and does nothing twice.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from uuid import UUID

from msgspec.structs import replace

from commands.handle import Asked, handle, handle_all
from commands.ids import new_id
from commands.imports import BeginImport, FinishImport, ImportRow, StopImport
from domain.aggregate import Aggregate
from domain.event import Plain
from domain.firm.firm import FIRM
from domain.ledger import Header, Ledger, Receipt
from domain.refusals import NotPlanned, PlanIsStale, Refused, Stale, Unavailable
from reactions.carrying import Books, carry_out
from reactions.importer.setup import COMMANDS
from reactions.importer.staged import Done, Planned, Staged, Staging, past

CHUNK = 250
MOVED = "Somebody changed the record after this row was checked, so it is left alone."
NO_NEWS = "What it would add is there by now."


def begin(staged: Staged, ledger: Ledger, header: Header) -> Staged:
    """Record that the plan is carried out, or goes on. Refuses NotPlanned."""
    if staged.plan is None or staged.state not in ("planned", "stopped", "running"):
        raise NotPlanned
    asked = staged.options
    options = {"type": asked.type or "", "duplicates": asked.duplicates, "list": asked.list or ""}
    command = BeginImport(
        import_id=staged.id,
        kind=staged.kind,
        file=staged.name,
        size=staged.size,
        sha256=staged.sha256,
        rows=staged.rows,
        mapping=staged.mapping,
        options={name: said for name, said in options.items() if said},
        plan=staged.plan,
        planned=staged.planned,
    )
    handle(command, ledger, header)
    return replace(staged, state="running", stopping=False, error=None)


class Runner:
    """Carries out one import that has begun."""

    def __init__(self, staged: Staged, staging: Staging, ledger: Books) -> None:
        self._staged, self._staging, self._ledger = staged, staging, ledger
        self._begun = ledger.stream(staged.id)[0]
        self._versions: dict[UUID, int] = {}  # that our own rows brought about

    def run(self) -> Staged:
        """The import as it then stands: finished, or stopped if somebody wished so."""
        self._set_up()
        all_done = carry_out(self._due, self._do, self._tell)
        return self._ended(FinishImport if all_done else StopImport)

    def _due(self, last: Planned | None) -> Sequence[Planned]:
        after = (last.turn, last.row) if last else (-1, 0)
        return self._staging.due(self._staged.id, after, CHUNK)

    def _do(self, due: Sequence[Planned]) -> None:
        self._staging.done(self._staged.id, list(self._carried_out(due)))

    def _tell(self, done: int, rate: float) -> bool:
        planned = self._staged.planned
        total = planned.get("created", 0) + planned.get("updated", 0)
        return self._staging.tell(self._staged.id, min(done, total), total, rate)

    def _set_up(self) -> None:
        for n, setup in enumerate(self._staged.setup):
            command = COMMANDS[setup.command].model_validate_json(setup.body)
            key = f"import {self._staged.id} setup {n}"
            try:
                handle(command, self._ledger, self._header(), key=key)
            except Unavailable:
                raise
            except Refused:
                raise PlanIsStale from None

    def _carried_out(self, due: Sequence[Planned]) -> Iterator[Done]:
        ready = [planned for planned in due if not self._moved(planned)]
        rows = {planned.row: asked for planned in ready for asked in [self._asked(planned)]}
        many = list(rows.values())
        answered = handle_all(many, self._ledger, self._reads(many))
        answers = dict(zip(rows, answered, strict=True))
        for planned in due:
            yield self._done(planned, answers.get(planned.row, Stale(self._staged.id, 0, 0)))

    def _done(self, planned: Planned, answer: Receipt | Refused) -> Done:
        match answer:
            case Unavailable():
                raise answer
            case Receipt(id=id, version=version, position=position):
                self._versions[id] = version
                if position is None:
                    return Done(planned.row, "skip", NO_NEWS)
                return Done(planned.row, planned.outcome, position=position)
            case Stale():
                return self._again(planned)
            case _:
                return Done(planned.row, "fail", str(answer))

    def _again(self, planned: Planned) -> Done:
        """Somebody changed what the row changes: if only we did, all is as it was planned."""
        if not all(self._is_ours(*each) for each in planned.bases.items()):
            return Done(planned.row, "fail", MOVED)
        asked = self._asked(planned)
        try:
            receipt = handle(asked.command, self._ledger, asked.header, key=asked.key)
        except Refused as why:
            return self._done(planned, Unavailable() if isinstance(why, Unavailable) else why)
        return self._done(planned, receipt)

    def _reads(self, many: Sequence[Asked]) -> set[UUID] | None:
        """All that these rows will read; None where numbers are to be found out besides."""
        reads = {FIRM}
        for asked in many:
            assert isinstance(asked.command, ImportRow)
            if asked.command.needs_a_number:
                return None
            reads.update(asked.command.reads(self._ledger.point_id))
        return reads

    def _moved(self, planned: Planned) -> bool:
        """Whether something beside the record that the command is about is not as it was."""
        about = planned.case or planned.contact
        others = {each: base for each, base in planned.bases.items() if each != about}
        if not others:
            return False
        now = self._ledger.load_all(list(others))
        moved = [each for each, base in others.items() if _version(now.get(each)) != base]
        return not all(self._is_ours(each, others[each]) for each in moved)

    def _is_ours(self, id: UUID, base: int) -> bool:
        """Whether this import alone changed a record since."""
        since = self._ledger.stream(id, base)
        ours = str(self._staged.id)
        return all((record.header.reference or {}).get("import") == ours for record in since)

    def _asked(self, planned: Planned) -> Asked:
        command = ImportRow.model_validate_json(planned.command or "")
        base = planned.bases.get(command.about)
        return Asked(
            command,
            self._header(row=planned.row),
            expected=self._versions.get(command.about, base) if base else None,
            key=f"import {self._staged.id} row {planned.row}",
        )

    def _header(self, **row: Plain) -> Header:
        reference = {"import": str(self._staged.id), **row}
        by, now = self._begun.header.actor, datetime.now(UTC)
        return self._begun.answered(new_id(), by, "import", now, reference)

    def _ended(self, kind: type[StopImport | FinishImport]) -> Staged:
        outcomes = past(self._staging.counts(self._staged.id))
        command = kind(import_id=self._staged.id, outcomes=outcomes)
        receipt = handle(command, self._ledger, self._header())
        finished = datetime.now(UTC) if kind is FinishImport else None
        position = receipt.position or self._staged.position
        return replace(
            self._staged,
            state="finished" if finished else "stopped",
            finished_at=finished,
            position=position,
            stopping=False,
        )


def _version(it: Aggregate | None) -> int:
    return it.version if it else 0
