"""Near words: what a word and its misspellings have in common, so that one look finds both.

Of its first letters, themselves and what is left when any one is taken out: words that differ by
a letter too many, too few, wrong, or swapped with its neighbour share one of these.
"""

from collections.abc import Iterable

# What people type who do not have these, and what no accent can be taken off from.
TYPED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "þ": "th", "æ": "ae", "œ": "oe"}
)
LETTERS = 6  # of a word that count: what is typed may also be its beginning
LEAST = 4  # letters: shorter words would be near to everything


def near(word: str) -> set[str]:
    begun = typed(word)[:LETTERS]
    if len(begun) < LEAST:
        return {begun}
    return {begun, *(begun[:n] + begun[n + 1 :] for n in range(len(begun)))}


def typed(word: str) -> str:
    """A folded word in letters that every keyboard has."""
    return word if word.isascii() else word.translate(TYPED)


def all_near(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({each for word in words for each in near(word)}))


def apart(one: str, other: str) -> int:
    """How many letters must be added, left out, changed or swapped to make one of the other."""
    return _costs(one, other)[-1]


def apart_begun(one: str, other: str) -> int:
    """The same to make the closest beginning of the other."""
    return min(_costs(one, other))


def _costs(one: str, other: str) -> list[int]:
    """What it costs to make each beginning of the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, above, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row
