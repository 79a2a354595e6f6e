"""The data folder: secrets for their owner alone, made once."""

import os
from pathlib import Path
from stat import S_IMODE

import pytest

from caseledger.adapters.postgres.refusal import CannotRun
from caseledger.home import Home
from caseledger.settings import Settings, users_folder


def test_secrets_are_made_once_and_read_by_their_owner_alone(tmp_path: Path) -> None:
    home = Home.at(tmp_path / "home")
    assert home.secrets() == home.secrets()
    keys = home.folder / "keys"
    assert S_IMODE(keys.stat().st_mode) == 0o700
    assert {S_IMODE(path.stat().st_mode) for path in keys.iterdir()} == {0o600}


def test_every_firm_has_secrets_of_its_own(tmp_path: Path) -> None:
    one, other = Home.at(tmp_path / "one").secrets(), Home.at(tmp_path / "other").secrets()
    assert one.claims != other.claims
    assert one.keys.ledger != other.keys.ledger
    assert one.keys.of != other.keys.of


def test_secrets_that_are_gone_are_never_made_anew_beside_a_database(tmp_path: Path) -> None:
    home = Home.at(tmp_path / "home")
    (home.postgres / "data").mkdir(parents=True)
    with pytest.raises(CannotRun, match=r"put .* back from a backup"):
        home.secrets()


def test_a_retired_key_keeps_the_position_it_ends_at(tmp_path: Path) -> None:
    home = Home.at(tmp_path / "home")
    home.secrets()
    first = home.folder / "keys/command-1"
    first.write_text(f"{first.read_text().strip()} 41\n")
    (home.folder / "keys/command-2").write_text("ab" * 32)
    keys = home.secrets().keys.of
    assert (keys[1].until, keys[2].until) == (41, None)


def test_a_folder_that_cannot_be_made_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotRun, match="cannot be used"):
        Home.at(tmp_path / "file/below")


def test_the_environment_names_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASELEDGER_DATA", "/some/where")
    assert Settings().data == Path("/some/where")
    monkeypatch.delenv("CASELEDGER_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    users = "/var/lib/caseledger" if os.geteuid() == 0 else "/data/caseledger"
    assert users_folder() == Settings().data == Path(users)
