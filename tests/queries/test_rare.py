"""Rare words first: whatever the statistics say, no record is lost that has every word."""

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.conditions import And, Condition, Is, Or, holds
from queries.rare import narrowest
from queries.search import WORDS

LETTERS = ("a", "ab", "abc", "b", "ba", "c")
ROWS = st.fixed_dictionaries({word: st.sampled_from([0, 7, 900, 1e6]) for word in LETTERS})
TESTS: st.SearchStrategy[Condition] = st.recursive(
    st.sampled_from([Is(WORDS, "prefix", word) for word in LETTERS]),
    lambda tests: st.lists(tests, min_size=1, max_size=3).flatmap(
        lambda of: st.sampled_from([And(tuple(of)), Or(tuple(of))])
    ),
    max_leaves=8,
)


@settings(max_examples=500)
@given(test=TESTS, rows=ROWS, words=st.sets(st.sampled_from(LETTERS)))
def test_what_has_every_word_has_the_rare_ones(
    test: Condition, rows: Mapping[str, float], words: set[str]
) -> None:
    row = {WORDS: tuple(words)}
    assert holds(narrowest(test, rows), row) >= holds(test, row)


def test_words_that_very_many_more_have_are_not_asked_of_the_index() -> None:
    pi, number, leeds = (Is(WORDS, "prefix", word) for word in ("pi", "000123", "leeds"))
    rows = {"pi": 1_000_000, "000123": 250, "leeds": 20_000}
    assert narrowest(And((pi, number, leeds)), rows) == And((number, leeds))
    whole = Or((number, And((pi, leeds))))
    assert narrowest(whole, rows) == whole
