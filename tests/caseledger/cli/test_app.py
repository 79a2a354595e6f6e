"""The command line as a whole."""

import sys
from subprocess import run

import pytest

from caseledger.cli.app import COMMANDS
from tests.running import CASELEDGER


def test_help_lists_every_command() -> None:
    said = run([*CASELEDGER, "--help"], capture_output=True, text=True, check=True).stdout
    assert all(name in said for name in COMMANDS)


@pytest.mark.parametrize("words", [["nothing"], ["up", "--port", "99999999"], ["case"]])
def test_what_is_no_command_is_refused(words: list[str]) -> None:
    done = run([*CASELEDGER, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_start_loads_neither_the_web_nor_the_library() -> None:
    heavy = "{'fastapi', 'eventsourcing', 'phonenumbers', 'caseledger.wiring'}"
    code = "import sys; from caseledger.cli.app import app; app(['up'])"
    code += f"; sys.exit(bool({heavy} & set(sys.modules)))"
    assert run([sys.executable, "-c", code], check=False).returncode == 0
