"""compose.yaml: whole, without defaults for secrets, and of settings that the product knows."""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from msgspec import json

from caseledger.settings import Settings
from tests.absent import needs
from tests.services.programs import fetched, needed
from tests.services.recipes import COMPOSE

ROOT = Path(__file__).parent.parent
SERVERS = {"postgres", "opensearch", "kafka", "s3", "mail"}
OURS = {"web", "work"}
SECRETS = {"POSTGRES_PASSWORD", "S3_KEY", "S3_SECRET"}
TRIED = {"CASELEDGER_DATA", "CASELEDGER_PORT"}  # by all tests that start the product


def example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if not line.startswith("#"))


def load(environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """As `docker compose config` does."""
    for each in needed(COMPOSE):
        needs(each.what, each.there, debian=each.debian)
    return subprocess.run(
        [fetched(COMPOSE) / "compose", ROOT / "compose.yaml"],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def project() -> Any:
    done = load(example())
    assert done.returncode == 0, done.stderr
    return json.decode(done.stdout)


@pytest.mark.real
def test_it_is_whole_and_starts_all_servers(project: Any) -> None:
    assert project["services"].keys() == SERVERS | OURS
    for name, service in project["services"].items():
        assert service["healthcheck"]["test"], name
        for volume in service["volumes"]:
            assert volume["source"] in project["volumes"]


@pytest.mark.real
def test_no_tag_floats(project: Any) -> None:
    images = [service["image"] for service in project["services"].values()]
    bases = re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert all(re.search(r":v?\d+\.\d+(\.\d+)?(-[a-z]+)*$", image) for image in [*images, *bases])


@pytest.mark.real
def test_the_servers_are_of_the_versions_that_tests_run(project: Any) -> None:
    recipes = ROOT / "tests" / "services"
    for name, file in {
        "kafka": "pom.xml",
        "opensearch": "pom.xml",
        "s3": "fetch.sh",
        "mail": "fetch.sh",
    }.items():
        version = project["services"][name]["image"].rpartition(":")[2]
        assert version in (recipes / name / file).read_text(), name


@pytest.mark.real
@pytest.mark.parametrize("secret", sorted(SECRETS))
def test_without_a_secret_nothing_starts(secret: str) -> None:
    done = load({name: value for name, value in example().items() if name != secret})
    assert done.returncode == 1
    assert f"required variable {secret} is missing" in done.stderr
    empty = load({**example(), secret: ""})
    assert empty.returncode == 1


@pytest.mark.real
def test_each_setting_is_one_that_the_product_knows_and_tests_use(project: Any) -> None:
    said = project["services"]["web"]["environment"]
    assert said == project["services"]["work"]["environment"]
    assert {f"CASELEDGER_{name.upper()}" for name in Settings.model_fields} == said.keys()
    used = "".join(path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))
    assert all(f'"{name}"' in used or f"{name}=" in used for name in said.keys() - TRIED)


@pytest.mark.real
def test_the_product_takes_these_settings(project: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in project["services"]["web"]["environment"].items():
        monkeypatch.setenv(name, value)
    assert Settings().database == "postgresql://owner:tryitout@postgres:5432/postgres"


@pytest.mark.real
def test_no_port_is_open_to_other_machines(project: Any) -> None:
    ports = [port for service in project["services"].values() for port in service.get("ports", ())]
    assert {port["host_ip"] for port in ports} == {"127.0.0.1"}


@pytest.mark.real
def test_the_image_is_run_by_nobody_and_builds_the_pages() -> None:
    said = (ROOT / "Dockerfile").read_text()
    assert "\nUSER caseledger\n" in said
    assert "CASELEDGER_REQUIRE_UI=1" in said
