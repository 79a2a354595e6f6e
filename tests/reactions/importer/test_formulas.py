"""No cell of ours is run by a spreadsheet, and what was added is taken away again, exactly."""

from hypothesis import given
from hypothesis import strategies as st

from reactions.importer.formulas import DANGEROUS, guarded, unguarded

STARTS = DANGEROUS.replace("\\", "")


@given(st.text(st.sampled_from(f"{STARTS}'1a"), max_size=5) | st.text())
def test_what_is_guarded_comes_back_as_it_was(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(tuple(STARTS))


def test_words_and_numbers_are_left_as_they_are() -> None:
    for cell in ("", "Smith", "12", "'til", "''", "O'Brien"):
        assert guarded(cell) == cell
