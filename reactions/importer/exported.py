"""A file that we exported: each column is what it was, and nothing is guessed.

What other records say, or the product itself, is left out: else a file that nobody touched would
add what is there already.
"""

from collections.abc import Iterator, Mapping, Sequence

from domain.values import ValueKind
from queries.export.columns import shown
from reactions.importer.formulas import unguarded
from reactions.importer.targets import DATA, NEW_FIELD, Target
from reactions.importer.wishes import Column

OURS = "It was exported as this."
NOT_OURS = "It is said by other records or made by the product: an import does not change it."


def as_exported(headers: Sequence[str], targets: Mapping[str, Target]) -> tuple[Column, ...]:
    known = dict(_headed(targets))
    return tuple(_column(n, header, known) for n, header in enumerate(headers))


def _column(n: int, header: str, known: Mapping[str, str]) -> Column:
    target = known.get(shown(unguarded(header)))
    return Column(
        index=n,
        header=header,
        target=target,
        reason=OURS if target else NOT_OURS,
        confidence=1.0 if target else None,
    )


def _headed(targets: Mapping[str, Target]) -> Iterator[tuple[str, str]]:
    """The target by each heading that an export gives it; the product's own words come first."""
    ours = [it for it in targets.values() if _comes_back(it)]
    fields = [it for it in ours if it.name.startswith("x_")]
    yield from ((shown(it.label), it.key) for it in fields)
    yield from ((shown(it.name), it.key) for it in fields)
    yield from ((shown(it.label), it.key) for it in ours if it not in fields)


def _comes_back(target: Target) -> bool:
    if target.of != "case" or target.key == DATA or target.key.startswith(NEW_FIELD):
        return False
    return target.type != ValueKind.ADDRESS  # its parts stand in one cell
