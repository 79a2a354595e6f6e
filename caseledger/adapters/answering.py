"""Whether a server that is configured answers, and as what. Asked by the doctor, within seconds."""

from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import Any

from caseledger.settings import Settings

PATIENCE, SOON = 3, 0.2  # seconds


class Silent(Exception):
    """What is wrong with a server, as the end of a sentence that begins with its address."""


def opensearch(says: Settings) -> str:
    from opensearchpy import OpenSearch, OpenSearchException  # loads slowly, as do all below

    client = OpenSearch(says.opensearch, timeout=PATIENCE, max_retries=0)
    try:
        version, status = client.info()["version"]["number"], client.cluster.health()["status"]
    except OpenSearchException as why:
        raise Silent(f"does not answer ({type(why).__name__})") from None
    finally:
        client.close()
    if status == "red":
        raise Silent("answers, but is red: some of its shards are missing")
    return f"OpenSearch {version}"


def kafka(says: Settings) -> str:
    from kafka import KafkaAdminClient
    from kafka.errors import KafkaError

    from caseledger.adapters.kafka.client import opened

    patience = PATIENCE * 1000
    quickly = {"bootstrap_timeout_ms": patience, "request_timeout_ms": patience}
    try:
        admin = opened(KafkaAdminClient, says.kafka or "", **quickly)
    except KafkaError as why:
        raise Silent(f"does not answer ({type(why).__name__})") from None
    try:
        found = admin.describe_cluster()["brokers"]
    except KafkaError as why:
        raise Silent(f"answers, but describes no cluster ({type(why).__name__})") from None
    finally:
        admin.close()
    return f"Kafka, {len(found)} broker{'s' if len(found) > 1 else ''}"


def group(says: Settings) -> str:
    """Of those who write the index as a group of Kafka's."""
    from kafka import KafkaAdminClient
    from kafka.errors import KafkaError

    from caseledger.adapters.kafka.client import opened
    from caseledger.adapters.kafka.group import group_name
    from caseledger.adapters.kafka.topic import PARTITIONS

    name, patience = group_name(says.prefix), PATIENCE * 1000
    quickly = {"bootstrap_timeout_ms": patience, "request_timeout_ms": patience}
    try:
        admin = opened(KafkaAdminClient, says.kafka or "", **quickly)
        try:
            count = _members(admin, name)
        finally:
            admin.close()
    except KafkaError as why:
        raise Silent(f"does not say who is in {name} ({type(why).__name__})") from None
    if not count:
        return f"nobody is in the group {name}: no worker runs"
    return f"{count} member{'s' if count > 1 else ''} of {name} share {PARTITIONS} partitions"


def _members(admin: Any, name: str) -> int:  # kafka-python has no types
    """Of a group. In a new cluster the first to ask waits until there is who knows groups."""
    from kafka.errors import CoordinatorNotAvailableError

    deadline = monotonic() + 3 * PATIENCE
    while True:
        try:
            return len(admin.describe_groups([name])[name].get("members", ()))
        except CoordinatorNotAvailableError:
            if monotonic() > deadline:
                raise
            Event().wait(SOON)


def s3(says: Settings) -> str:
    import urllib3
    from minio import Minio
    from minio.error import InvalidResponseError, S3Error

    pool = urllib3.PoolManager(timeout=PATIENCE, retries=False)
    scheme, _, host = (says.s3 or "").partition("://")
    secret = says.s3_secret.get_secret_value() if says.s3_secret else None
    bucket, secure = says.s3_bucket or says.prefix, scheme == "https"
    client = Minio(host, says.s3_key, secret, secure=secure, region="us-east-1", http_client=pool)
    try:
        there = client.bucket_exists(bucket)
        name = pool.request("GET", says.s3 or "").headers.get("Server", "S3")
    except S3Error as why:
        raise Silent(f"refuses us: {why.code}") from None
    except (urllib3.exceptions.HTTPError, InvalidResponseError) as why:
        raise Silent(f"does not answer as S3 ({type(why).__name__})") from None
    finally:
        pool.clear()
    return f"{name}, bucket {bucket}{'' if there else ', made at first use'}"


def smtp(says: Settings) -> str:
    import smtplib

    host, _, port = (says.smtp or "").rpartition(":")
    try:
        with smtplib.SMTP(timeout=PATIENCE) as server:
            code, banner = server.connect(host, int(port))
    except (OSError, smtplib.SMTPException) as why:
        raise Silent(f"does not answer ({type(why).__name__})") from None
    if code != 220:
        raise Silent(f"refuses us: {code}")
    return banner.decode(errors="replace").partition(" ")[2] or "SMTP"


Asked = Callable[[Settings], str]
