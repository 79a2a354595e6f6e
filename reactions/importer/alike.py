"""As it was before: each column taken for what the one of the same heading was taken for."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from reactions.importer.targets import Target
from reactions.importer.wishes import Column


def alike(
    columns: Sequence[Column], before: Sequence[Column], targets: Mapping[str, Target], said: str
) -> tuple[Column, ...]:
    """Others stay as they were suggested, unless what they were suggested for is taken by then.

    `said`: why a column is taken so. What was taken for something that is gone is suggested anew.
    """
    known = {it.header: it for it in before if it.target is None or it.target in targets}
    again = [_again(column, known.get(column.header), said) for column in columns]
    taken = {it.target for it in again if it.header in known and it.target}
    taken -= {key for key in taken if targets[key].many}
    return tuple(
        replace(it, target=None, reason="Another column is taken for that.", confidence=None)
        if it.header not in known and it.target in taken
        else it
        for it in again
    )


def _again(column: Column, before: Column | None, said: str) -> Column:
    if before is None:
        return column
    return replace(before, index=column.index, reason=said, confidence=None)
