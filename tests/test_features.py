"""What docs/features.md says is shown by tests that exist, and stands in the product's words."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LINES = [
    line
    for line in (ROOT / "docs" / "features.md").read_text().splitlines()
    if line.startswith("- ")
]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[2:42])
def test_each_feature_names_tests_that_exist(line: str) -> None:
    named = re.findall(r"`(tests/[\w/.]+)::(test_\w+)`", line)
    assert named
    for file, test in named:
        assert f"def {test}(" in (ROOT / file).read_text()
