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


def must_be_identified(facts: Mapping[str, Plain]) -> None:
    """Raises ValueError where the facts do not say which record of which source is meant."""
    if not (facts.get("external_source") and facts.get("external_source_id")):
        raise ValueError("Both external_source and external_source_id are needed.")


def external_holder(work: Work, kind: str, facts: Mapping[str, Plain]) -> UUID | None:
    """The record that has the external id which these facts name."""
    pair = _pair(facts)
    return work.holder(kind, *pair) if pair else None


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
