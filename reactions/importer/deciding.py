"""Plans rows one after another, each on what those before it would have done."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from pydantic import ValidationError

from commands.imports import ImportRow
from commands.work import UnitOfWork
from domain.case.case import Case
from domain.case.details import doubts
from domain.ledger import Commit, Header
from domain.refusals import CaseIsArchived, Refused
from reactions.importer.asking import Asking, Failed, Skipped
from reactions.importer.books import Books
from reactions.importer.changes import changes_of
from reactions.importer.drafts import Draft
from reactions.importer.matching import Matching
from reactions.importer.staged import Finder, Outcome, Planned, Staged
from reactions.supposed import Supposed

DATES = {"created_date", "end_date"}


class Deciding:
    """What would come of each row of one file."""

    def __init__(
        self,
        staged: Staged,
        supposed: Supposed,
        finder: Finder,
        books: Books,
        header: Header,
        list_id: UUID | None,
    ) -> None:
        self._staged, self._supposed, self._books = staged, supposed, books
        self._header = header
        self._matching = Matching(supposed, finder, staged.options, staged.sha256)
        self._asking = Asking(staged, supposed, self._matching, books, list_id)
        self._turns: dict[UUID, int] = {}
        self._bases: dict[UUID, int] = {}  # the versions of what was there before
        self._made: set[UUID] = set()

    def chunk(self, drafts: Sequence[Draft]) -> Sequence[Planned]:
        self._matching.look(drafts)
        return [self._planned(draft) for draft in drafts]

    def _planned(self, draft: Draft) -> Planned:
        outcome: Outcome = "fail"
        try:
            return self._decided(draft, self._asking.command(draft))
        except (Skipped, CaseIsArchived) as why:
            outcome, reason = "skip", str(why)
        except (Failed, Refused) as why:
            reason = str(why)
        except ValidationError as why:
            reason = str(why.errors()[0]["msg"]).removeprefix("Value error, ")
        said = tuple(draft.warnings)
        return Planned(row=draft.row, outcome=outcome, reason=reason, warnings=said)

    def _decided(self, draft: Draft, command: ImportRow) -> Planned:
        work = UnitOfWork(self._supposed, self._header, {}, {})
        command.decide(work)
        commit = work.commit(command.about, "plan", b"")
        if not commit.records:
            raise Skipped(self._asking.why_nothing)
        self._supposed.append(commit)
        self._asking.remember(draft, command)
        draft.warnings += self._doubts(draft, command)
        main = command.case if self._staged.kind == "cases" else command.contacts[0]
        outcome: Outcome = "create" if main and main.new else "update"
        return Planned(
            row=draft.row,
            outcome=outcome,
            warnings=tuple(draft.warnings),
            turn=self._turn(command),
            command=command.model_dump_json(exclude_unset=True),
            bases=self._bases_of(commit, command),
            changes=tuple(changes_of(commit, self._books)),
            case=command.case.case_id if command.case else None,
            contact=command.contacts[0].contact_id if command.contacts else None,
        )

    def _turn(self, command: ImportRow) -> int:
        touched = [contact.contact_id for contact in command.contacts]
        touched += [command.case.case_id] if command.case else []
        turn = max((self._turns.get(each, -1) for each in touched), default=-1) + 1
        self._turns.update(dict.fromkeys(touched, turn))
        return turn

    def _bases_of(self, commit: Commit, command: ImportRow) -> dict[UUID, int]:
        """The versions, before this import, of what was there before it."""
        if command.case and command.case.new:
            self._made.add(command.case.case_id)
        self._made.update(each.contact_id for each in command.contacts if each.new)
        firsts: dict[UUID, int] = {}
        for record in commit.records:
            firsts.setdefault(record.originator_id, record.originator_version - 1)
        known = {each: n for each, n in firsts.items() if n and each not in self._made}
        return {each: self._bases.setdefault(each, n) for each, n in known.items()}

    def _doubts(self, draft: Draft, command: ImportRow) -> Iterator[str]:
        if command.case and self._staged.kind == "cases" and DATES & set(draft.facts):
            yield from doubts(self._supposed.load(Case, command.case.case_id).details.facts)
