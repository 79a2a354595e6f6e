"""What the environment says, and what it may not."""

import pytest
from pydantic import ValidationError

from caseledger.adapters.postgres.refusal import CannotRun
from caseledger.cli.doors import settings as asked
from caseledger.settings import Settings

SERVERS = {
    "CASELEDGER_DATABASE": "postgresql://owner:Quillfeather@db.example.org:5432/postgres",
    "CASELEDGER_OPENSEARCH": "https://search.example.org:9200",
    "CASELEDGER_KAFKA": "one.example.org:9092,two.example.org:9092",
    "CASELEDGER_INDEXER": "kafka",
    "CASELEDGER_S3": "https://s3.example.org",
    "CASELEDGER_S3_KEY": "caseledger",
    "CASELEDGER_S3_SECRET": "Quillfeather",
    "CASELEDGER_S3_BUCKET": "exports",
    "CASELEDGER_TRACES": "http://collector.example.org:4318",
    "CASELEDGER_SMTP": "mail.example.org:25",
    "CASELEDGER_PREFIX": "firm-7",
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name, value in SERVERS.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_each_server_is_named_by_one_setting(environment: pytest.MonkeyPatch) -> None:
    said = Settings()
    for name, value in SERVERS.items():
        found = getattr(said, name.removeprefix("CASELEDGER_").lower())
        assert value == (found.get_secret_value() if name.endswith("SECRET") else found)


def test_what_is_empty_is_not_said(environment: pytest.MonkeyPatch) -> None:
    for name in ("CASELEDGER_KAFKA", "CASELEDGER_INDEXER"):
        environment.setenv(name, "")
    assert Settings().kafka is None


def test_silence_is_not_broken_by_the_environment(environment: pytest.MonkeyPatch) -> None:
    said = Settings.silent()
    assert [said.database, said.opensearch, said.kafka, said.s3, said.smtp] == [None] * 5


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CASELEDGER_DATABASE", "mysql://owner:Quillfeather@db"),
        ("CASELEDGER_KAFKA", "http://one.example.org:9092"),
        ("CASELEDGER_INDEXER", "rumour"),
        ("CASELEDGER_S3", "s3.example.org"),
        ("CASELEDGER_PREFIX", "Firm_7"),
    ],
)
def test_nonsense_is_refused_by_its_name(
    environment: pytest.MonkeyPatch, name: str, value: str
) -> None:
    environment.setenv(name, value)
    with pytest.raises(CannotRun, match=f"^{name}.* will not do: "):
        asked()


def test_no_refusal_says_a_password(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("CASELEDGER_DATABASE", "mysql://owner:Quillfeather@db")
    with pytest.raises(CannotRun) as refused:
        asked()
    with pytest.raises(ValidationError) as invalid:
        Settings()
    assert "Quillfeather" not in f"{refused.value}{invalid.value}{Settings.silent()!r}"


def test_who_shares_a_topic_needs_one(environment: pytest.MonkeyPatch) -> None:
    environment.delenv("CASELEDGER_KAFKA")
    with pytest.raises(CannotRun, match=r"^CASELEDGER_INDEXER=kafka needs CASELEDGER_KAFKA and"):
        asked()


def test_a_store_needs_a_key_and_a_secret(environment: pytest.MonkeyPatch) -> None:
    environment.delenv("CASELEDGER_S3_SECRET")
    with pytest.raises(CannotRun, match=r"^CASELEDGER_S3 needs CASELEDGER_S3_KEY and"):
        asked()
