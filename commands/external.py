"""Numbers and external ids: values that one record at most may hold."""

from collections.abc import Mapping
from uuid import UUID

from domain.event import Plain
from domain.ledger import Work


def numbered(work: Work, code: str) -> str:
    """The next free case number of a type and year, such as PI-2026-000042.

    Ascending, never reused; a gap is a creation that was given up.
    """
    prefix = f"{code}-{work.header.occurred_at.year}-"
    while True:
        number = f"{prefix}{work.number(prefix):06}"
        if work.holder("case-number", number) is None:
            return number


def move_external(
    work: Work, kind: str, before: Mapping[str, Plain], after: Mapping[str, Plain], stream: UUID
) -> None:
    """Release the external id that a record had, and claim the one that it has now."""
    old, new = _pair(before), _pair(after)
    if old == new:
        return
    if old:
        work.release(kind, *old)
    if new:
        work.claim(kind, *new, stream=stream)


def _pair(facts: Mapping[str, Plain]) -> tuple[str, str] | None:
    source, ref = facts.get("external_source"), facts.get("external_source_id")
    return (str(source or ""), str(ref)) if ref else None
