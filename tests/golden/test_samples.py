"""Events are for ever: what any release wrote is still read, and nobody edits a sample."""

import pytest
from msgspec import json

from caseledger.adapters.ledger.mapper import header_bytes, recorded
from caseledger.adapters.ledger.stored import Entry
from domain.event import Unreadable
from domain.kinds import AGGREGATES, KINDS, aggregate_of
from tests.golden.add import AN_ID, AT, FILE, Sample, hash_of, missing, samples

SAMPLES = samples()


@pytest.fixture(params=SAMPLES, ids=lambda it: f"{it.kind}-{it.schema}")
def sample(request: pytest.FixtureRequest) -> Sample:
    found: Sample = request.param
    return found


@pytest.fixture
def entry(sample: Sample) -> Entry:
    header, body = sample.header.encode(), sample.body.encode()
    return Entry(AN_ID, 1, sample.kind, body, 1, AN_ID, header, b"", None, AT)


def test_each_kind_has_a_sample_of_its_newest_schema() -> None:
    assert list(missing()) == []  # python -m tests.golden.add


def test_no_sample_was_edited() -> None:
    lines = FILE.read_text().splitlines()
    assert [each.after for each in SAMPLES] == [hash_of(line) for line in ["", *lines[:-1]]]


def test_a_sample_is_still_read(entry: Entry) -> None:
    assert not isinstance(recorded(entry).event, Unreadable)
    assert recorded(entry).event.says()


def test_the_header_is_written_as_it_was(entry: Entry, sample: Sample) -> None:
    if sample.schema == KINDS[sample.kind].schema:
        assert header_bytes(recorded(entry)) == entry.header


def test_each_fact_of_the_body_is_read_as_it_was_written(entry: Entry, sample: Sample) -> None:
    if sample.schema == KINDS[sample.kind].schema:
        written = json.decode(entry.state)
        del written["salt"]
        read = json.decode(json.encode(recorded(entry).event))
        assert {name: read.get(name) for name in written} == written


def test_a_sample_still_folds(entry: Entry, sample: Sample) -> None:
    blank = AGGREGATES[aggregate_of(sample.kind)](id=AN_ID)
    assert blank.after([recorded(entry).event]).version == 1
