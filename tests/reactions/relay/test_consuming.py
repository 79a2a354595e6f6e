"""What the guide for other programs shows is a program that works."""

import os
import re
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from msgspec import json

from caseledger.wiring import House
from domain.case.life import CaseArchived
from domain.case.opening import CaseTypeChanged
from tests.reactions.relay.told import OverKafka
from tests.scenario import OPENED, TYPE, append

GUIDE = Path(__file__).parents[3] / "docs" / "consuming.md"
OTHER = UUID(int=9)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    assert len([line for line in code.splitlines() if line.strip()]) <= 24
    (tmp_path / "consume.py").write_text(code)
    return tmp_path / "consume.py"


def test_the_program_of_the_guide_rebuilds_a_view(
    house: House, kafka: str, prefix: str, program: Path
) -> None:
    one, two, three = (UUID(int=n) for n in (11, 12, 13))
    retyped = CaseTypeChanged((TYPE, OTHER), ("new-lead", "new-lead"))
    append(house.ledger, one, 0, OPENED)
    append(house.ledger, two, 0, OPENED, retyped)
    append(house.ledger, three, 0, OPENED, CaseArchived("settled"))
    OverKafka(house, kafka, prefix).all()
    environment = {**os.environ, "CASELEDGER_KAFKA": kafka, "TOPIC": f"{prefix}-events"}
    command = [sys.executable, str(program)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout
        views = (json.decode(line) for line in reader.stdout)
        assert next(view for view in views if view == {str(TYPE): 2, str(OTHER): 1})
        reader.kill()
