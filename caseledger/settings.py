"""What the environment may say, CASELEDGER_DATA and its kin: it chooses the twin of each port."""

import os
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, StringConstraints, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from caseledger.adapters.postgres.refusal import CannotRun

Address = Annotated[str, StringConstraints(pattern=r"^[^\s/]+:\d+$")]
Addresses = Annotated[str, StringConstraints(pattern=r"^[^\s/]+:\d+(,[^\s/]+:\d+)*$")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$")]
Dsn = Annotated[str, StringConstraints(pattern=r"^postgres(ql)?://[^\s]+$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,30}[a-z0-9]$")]


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
    """What is not named has its embedded twin: PostgreSQL here, its search, a folder, no mail."""

    model_config = SettingsConfigDict(
        env_prefix="CASELEDGER_",
        env_ignore_empty=True,
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,  # it may be a secret
    )

    data: Path = Field(default_factory=users_folder)
    port: int = Field(default=8420, ge=1, le=65535)
    # Of a PostgreSQL server, as one who may make databases and roles.
    database: Dsn | None = Field(default=None, repr=False)
    opensearch: Url | None = None
    kafka: Addresses | None = None
    # Who writes the index: one worker along the ledger, or all that share Kafka's topic.
    indexer: Literal["ledger", "kafka"] = "ledger"
    s3: Url | None = None
    s3_key: str | None = None
    s3_secret: SecretStr | None = None
    s3_bucket: Name | None = None  # else the prefix
    smtp: Address | None = None
    traces: Url | None = None  # of a collector that takes OTLP over HTTP
    prefix: Name = "caseledger"  # of indexes, topics and buckets: another one for each firm

    @classmethod
    def silent(cls) -> Self:
        """As if the environment said nothing."""
        return cls.model_construct(data=Path())

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.s3 and not (self.s3_key and self.s3_secret):
            raise ValueError("CASELEDGER_S3 needs CASELEDGER_S3_KEY and CASELEDGER_S3_SECRET")
        if self.indexer == "kafka" and not (self.kafka and self.opensearch):
            raise ValueError(
                "CASELEDGER_INDEXER=kafka needs CASELEDGER_KAFKA and CASELEDGER_OPENSEARCH"
            )
        return self
