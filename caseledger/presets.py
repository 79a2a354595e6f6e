"""The settings of imports that the firm keeps under names: found, saved and listed."""

from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from caseledger.adapters.ledger.pool import Pool
from caseledger.application import CaseLedger
from commands.handle import handle
from domain.imports.imports import ImportKind
from domain.imports.preset import ImportPreset
from domain.ledger import Header, Receipt
from domain.refusals import NotFound, NotMapped
from queries import cases, imports
from queries.imports import PresetRow
from reactions.importer.presets import PRESETS
from reactions.importer.saved import saving
from reactions.importer.staged import Staged


class Presets:
    def __init__(self, ledger: CaseLedger, pool: Pool) -> None:
        self._ledger, self._pool = ledger, pool

    def find(self, id: str, kind: ImportKind) -> ImportPreset:
        """One that was saved, also if it is removed by now. Refuses NotMapped."""
        with suppress(ValueError, NotFound):
            preset = self._ledger.load(ImportPreset, UUID(id))
            if preset.exists and preset.card.kind == kind:
                return preset
        raise NotMapped(f"There is no preset {id} of {kind}; there is {', '.join(PRESETS)}.")

    def save(self, name: str, staged: Staged, header: Header) -> Receipt:
        """Under a name that is known, these settings stand in the place of the former ones."""
        return handle(saving(name, staged), self._ledger, header)

    def all(self, min_position: int = 0) -> Sequence[PresetRow]:
        """Those that can be chosen, by name."""
        with self._pool.connection() as db:
            if min_position:
                cases.wait(db, min_position, "state")
            return imports.presets(db)
