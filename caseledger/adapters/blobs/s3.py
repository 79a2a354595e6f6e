"""Files in a store that speaks S3, streamed in parts: no file is ever in memory whole."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from minio import Minio, S3Error
from minio.error import InvalidResponseError, MinioException
from urllib3 import BaseHTTPResponse, PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from caseledger import traces
from caseledger.adapters.blobs.counted import Counted
from domain.blobs import ABANDONED, CHUNK, Kept, checked
from domain.refusals import NotFound, StoreAway

PART = 8 << 20  # bytes; ten thousand of them are the most that S3 takes: 80 GB
REGION = "us-east-1"  # named, or the client asks for it first
ABSENT = {"NoSuchKey", "NoSuchBucket"}
AWAY = (InvalidResponseError, MinioException, HTTPError)


class S3Blobs:
    def __init__(self, address: str, key: str, secret: str, bucket: str) -> None:
        parts = urlsplit(address)
        self._bucket, self._there = bucket, False
        self._under_way: Counter[str] = Counter()
        self._broken: set[str] = set()  # keys of which parts may lie there
        self._client = Minio(
            parts.netloc,
            access_key=key,
            secret_key=secret,
            secure=parts.scheme == "https",
            region=REGION,
            http_client=PoolManager(
                maxsize=8,
                timeout=Timeout(connect=3, read=30),
                retries=Retry(total=3, backoff_factor=0.2, status_forcelist=[500, 502, 503, 504]),
            ),
        )

    def put(self, key: str, chunks: Iterable[bytes]) -> Kept:
        counted = Counted(chunks)
        with _answering(), traces.doing("s3 put"), self._putting(checked(key)):
            self._have_bucket()
            stream: Any = _Stream(counted)  # the client reads, and asks for no more of a file
            self._client.put_object(self._bucket, key, stream, -1, part_size=PART)
        return counted.kept

    @contextmanager
    def open(self, key: str) -> Iterator[Iterator[bytes]]:
        with _answering(), traces.doing("s3 get"):
            answer = self._client.get_object(self._bucket, checked(key))
        try:
            yield _chunks(answer)
        finally:
            answer.close()
            answer.release_conn()

    def stat(self, key: str) -> int | None:
        with suppress(NotFound), _answering(), traces.doing("s3 stat"):
            return self._client.stat_object(self._bucket, checked(key)).size
        return None

    def delete(self, key: str) -> None:
        with suppress(NotFound), _answering(), traces.doing("s3 delete"):
            self._client.remove_object(self._bucket, checked(key))

    def tidy(self, seconds: float = ABANDONED) -> None:
        """Parts of what never became whole lie in a store, and are paid for, until it is told."""
        broken = {key for key in self._broken if not self._under_way[key]}
        before = datetime.now(UTC) - timedelta(seconds=seconds)
        with suppress(NotFound), _answering():
            # The client does this itself where it can, and has no public way to it.
            for each in self._client._list_multipart_uploads(self._bucket).uploads:
                key, began = each.object_name, each.initiated_time or before
                if key in broken or (began < before and not self._under_way[key]):
                    self._client._abort_multipart_upload(self._bucket, key, each.upload_id or "")
            self._broken -= broken

    @contextmanager
    def _putting(self, key: str) -> Iterator[None]:
        self._under_way[key] += 1
        self._broken.add(key)  # until it is whole
        try:
            yield
            self._broken.discard(key)
        finally:
            self._under_way[key] -= 1

    def _have_bucket(self) -> None:
        if not self._there and not self._client.bucket_exists(self._bucket):
            with suppress(S3Error):  # another process was first; if not, the putting says so
                self._client.make_bucket(self._bucket)
        self._there = True


class _Stream:
    """What the client reads from; it asks for so many bytes, and takes fewer."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks, self._rest = iter(chunks), b""

    def read(self, size: int) -> bytes:
        while not self._rest:
            if (chunk := next(self._chunks, None)) is None:
                return b""
            self._rest = chunk
        said, self._rest = self._rest[:size], self._rest[size:]
        return said


def _chunks(answer: BaseHTTPResponse) -> Iterator[bytes]:
    while True:
        with _answering():  # also of what ends before its length
            chunk = answer.read(CHUNK)
        if not chunk:
            return
        yield chunk


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except S3Error as why:
        if why.code in ABSENT:
            raise NotFound from None
        raise StoreAway from why
    except AWAY as why:
        raise StoreAway from why
