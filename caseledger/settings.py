"""What the environment may say: CASELEDGER_DATA, CASELEDGER_PORT."""

import os
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from caseledger.adapters.postgres.refusal import CannotRun


def users_folder() -> Path:
    """Where a user keeps data; for root a folder that PostgreSQL, which is never root, can pass."""
    if os.geteuid() == 0:
        return Path("/var/lib/caseledger")
    if named := os.environ.get("XDG_DATA_HOME"):
        return Path(named) / "caseledger"
    try:
        return Path.home() / ".local/share/caseledger"
    except RuntimeError:
        raise CannotRun("You have no home folder: say where the data lies with --data.") from None


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="CASELEDGER_", frozen=True, extra="ignore")

    data: Path = Field(default_factory=users_folder)
    port: int = Field(default=8420, ge=1, le=65535)
