"""What a firm has that rows may name: its fields, its types with their statuses, its country."""

from collections.abc import Mapping
from uuid import UUID

from msgspec import Struct

from domain.case.contacts import ROLES
from domain.casetype.casetype import CaseType
from domain.casetype.field import Definition, Field
from domain.firm.firm import FIRM, Firm
from domain.ledger import Ledger
from domain.refusals import StatusNotOfType
from domain.words import folded, key_of


class Books(Struct):
    """Read once for a plan; types are looked up when they are first named."""

    ledger: Ledger
    fields: Mapping[str, Field]  # by key
    country: str
    types: dict[str, CaseType | None] = {}

    @classmethod
    def open(cls, ledger: Ledger, fields: Mapping[str, Field], country: str | None) -> "Books":
        return cls(ledger, fields, country or ledger.load(Firm, FIRM).settings["country"])

    @property
    def definitions(self) -> Mapping[str, Definition]:
        return {key: field.definition for key, field in self.fields.items()}

    def type(self, named: str) -> CaseType | None:
        """The type with this id, name or code. None: there is none, or it is retired."""
        if named not in self.types:
            self.types[named] = self._type(named)
        return self.types[named]

    def _type(self, named: str) -> CaseType | None:
        found = _uuid(named)
        for claim in ("case-type-name", "case-type-code"):
            found = found or self.ledger.holder(claim, [named])
        kind = self.ledger.load(CaseType, found) if found else None
        return kind if kind and kind.exists and not kind.life.retired else None


def status_of(kind: CaseType, said: str) -> str | None:
    try:
        return kind.statuses.chosen(said)
    except StatusNotOfType:
        return None


def role_of(said: str) -> str | None:
    """The key of a role that has a label: `Opposing party` is `opposing-party`."""
    if (key := key_of(said)) in ROLES:
        return key
    return next((key for key, label in ROLES.items() if folded(label) == folded(said)), None)


def _uuid(said: str) -> UUID | None:
    try:
        return UUID(said)
    except ValueError:
        return None
