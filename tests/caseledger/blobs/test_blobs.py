"""Files are kept whole or not at all, and come back as they were: in a folder and in a store."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from minio import Minio

from caseledger.adapters.blobs.folder import FolderBlobs
from caseledger.adapters.blobs.s3 import S3Blobs
from domain.blobs import Blobs
from domain.refusals import NotFound, StoreAway
from tests.services.server import Server
from tests.services.shared import own

KEY = "0190a000-0000-7000-8000-000000000001.csv"
LARGE = 20 << 20  # more than two parts


@pytest.fixture(params=["folder", "s3"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> Blobs:
    if request.param == "folder":
        return FolderBlobs(tmp_path / "files")
    store, prefix = request.getfixturevalue("s3"), request.getfixturevalue("prefix")
    return S3Blobs(store.address, store.key, store.secret, prefix)


def read(blobs: Blobs, key: str = KEY) -> bytes:
    with blobs.open(key) as chunks:
        return b"".join(chunks)


def chunks(size: int) -> Iterator[bytes]:
    block = bytes(range(256)) * 257
    while size > 0:
        yield block[:size]
        size -= len(block)


@pytest.mark.parametrize("size", [0, 1, 65_536, LARGE])
def test_what_is_kept_is_counted_and_comes_back(blobs: Blobs, size: int) -> None:
    kept = blobs.put(KEY, chunks(size))
    whole = b"".join(chunks(size))
    assert (kept.size, kept.sha256) == (size, sha256(whole).hexdigest())
    assert blobs.stat(KEY) == size
    assert read(blobs) == whole


def test_the_last_to_be_kept_stands(blobs: Blobs) -> None:
    blobs.put(KEY, [b"one and more"])
    blobs.put(KEY, [b"two"])
    assert read(blobs) == b"two"


@pytest.mark.parametrize("size", [10, LARGE])
def test_what_is_interrupted_changes_nothing(blobs: Blobs, size: int) -> None:
    def broken() -> Iterator[bytes]:
        yield from chunks(size)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        blobs.put(KEY, broken())
    assert blobs.stat(KEY) is None
    blobs.put(KEY, [b"one"])
    with pytest.raises(ZeroDivisionError):
        blobs.put(KEY, broken())
    assert read(blobs) == b"one"


def test_what_is_gone_is_not_found(blobs: Blobs) -> None:
    assert blobs.stat(KEY) is None
    blobs.put(KEY, [b"one"])
    for _ in range(2):
        blobs.delete(KEY)
    assert blobs.stat(KEY) is None
    with pytest.raises(NotFound), blobs.open(KEY):
        pass


def test_who_reads_already_reads_on(blobs: Blobs) -> None:
    blobs.put(KEY, chunks(LARGE))
    with blobs.open(KEY) as reading:
        first = next(reading)
        blobs.delete(KEY)
        assert len(first) + sum(map(len, reading)) == LARGE


@pytest.mark.parametrize("key", ["", "a/b", "..", "../a", "A", ".a", "a.", "a..b", "a\0b", "ä"])
def test_a_key_is_flat_and_plain(blobs: Blobs, key: str) -> None:
    with pytest.raises(ValueError, match="no key"):
        blobs.put(key, [b"one"])


def test_a_store_that_is_away_says_so() -> None:
    away = S3Blobs("http://127.0.0.1:9", "key", "secret", "bucket")
    for act in (lambda: away.put(KEY, [b"one"]), lambda: away.stat(KEY), lambda: away.delete(KEY)):
        with pytest.raises(StoreAway):
            act()
    with pytest.raises(StoreAway), away.open(KEY):
        pass


@pytest.mark.real
def test_of_a_store_that_was_killed_in_an_upload_no_part_remains() -> None:
    with own("s3") as server:
        store = f"http://{server.address('S3_PORT')}", "caseledger", "caseledger", "bucket"
        ours, others = S3Blobs(*store), S3Blobs(*store)

        def killed() -> Iterator[bytes]:
            yield from chunks(LARGE)
            server.kill()
            yield from chunks(LARGE)

        with pytest.raises(StoreAway):
            ours.put(KEY, killed())
        server.start()
        assert uploads(server) == [KEY]
        others.tidy(3600)
        assert uploads(server) == [KEY]  # it may be under way still
        ours.tidy(3600)
        assert (uploads(server), ours.stat(KEY)) == ([], None)
        with pytest.raises(StoreAway):
            ours.put(KEY, killed())
        server.start()
        others.tidy(0)
        assert uploads(server) == []
        ours.put(KEY, chunks(LARGE))
        ours.tidy(0)
        assert ours.stat(KEY) == LARGE


def uploads(server: Server) -> list[str]:
    """What was begun there and never ended."""
    client = Minio(server.address("S3_PORT"), "caseledger", "caseledger", secure=False)
    return [each.object_name for each in client._list_multipart_uploads("bucket").uploads]


def test_a_store_that_refuses_us_says_so(request: pytest.FixtureRequest) -> None:
    store, prefix = request.getfixturevalue("s3"), request.getfixturevalue("prefix")
    with pytest.raises(StoreAway):
        S3Blobs(store.address, store.key, "wrong", prefix).put(KEY, [b"one"])


def test_a_folder_that_is_full_says_so_and_keeps_what_was() -> None:
    with pytest.raises(StoreAway):
        FolderBlobs(Path("/dev/null/files")).put(KEY, [b"one"])


def test_nothing_is_left_of_what_was_interrupted(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)

    def broken() -> Iterator[bytes]:
        yield b"one"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        blobs.put(KEY, broken())
    assert list(tmp_path.iterdir()) == []
