"""Each server is a real one: it answers the client that the product uses."""

import json
import smtplib
import urllib.request
from email.message import EmailMessage
from io import BytesIO
from threading import Thread

import psycopg
import pytest
from kafka import KafkaConsumer, KafkaProducer
from minio import Minio
from opensearchpy import OpenSearch

from tests.services.fixtures import Mail, Store
from tests.services.shared import borrowed, own


def test_kafka_gives_back_what_it_was_sent(kafka: str, prefix: str) -> None:
    producer = KafkaProducer(bootstrap_servers=kafka, acks="all", enable_idempotence=True)
    producer.send(prefix, b"opened", key=b"case").get(30)
    producer.close()
    consumer = KafkaConsumer(prefix, bootstrap_servers=kafka, auto_offset_reset="earliest")
    assert next(consumer).value == b"opened"
    consumer.close()


def test_opensearch_finds_what_it_was_given(opensearch: str, prefix: str) -> None:
    client = OpenSearch(opensearch)
    client.index(index=prefix, id="1", body={"name": "Núñez"}, params={"refresh": "true"})
    found = client.search(index=prefix, body={"query": {"match": {"name": "núñez"}}})
    assert found["hits"]["total"]["value"] == 1
    client.indices.delete(index=prefix)
    client.close()


def test_the_s3_gateway_keeps_an_object(s3: Store, prefix: str) -> None:
    client = Minio(s3.address.removeprefix("http://"), s3.key, s3.secret, secure=False)
    client.make_bucket(prefix)
    client.put_object(prefix, "export", BytesIO(b"a,b"), 3)
    with client.get_object(prefix, "export") as kept:
        assert kept.read() == b"a,b"


def test_the_mail_catcher_shows_what_came(mail: Mail, prefix: str) -> None:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "a@example.org", "b@example.org", prefix
    host, _, port = mail.smtp.partition(":")
    with smtplib.SMTP(host, int(port)) as smtp:
        smtp.send_message(letter)
    with urllib.request.urlopen(f"{mail.api}/search?query=subject:{prefix}") as answer:
        assert json.load(answer)["messages_count"] == 1


def test_the_database_is_elsewhere_and_durable(database: str) -> None:
    with psycopg.connect(database) as db:
        shown = [db.execute(f"show {name}").fetchone() for name in ("fsync", "synchronous_commit")]
        assert shown == [("on",), ("on",)]
        assert db.info.hostaddr == "127.0.0.1"


@pytest.mark.real
def test_those_who_borrow_at_once_share_one_server() -> None:
    seen = set()

    def borrow() -> None:
        with borrowed("s3") as server:
            seen.add((server.pid, server.address("S3_PORT")))

    with borrowed("s3"):
        threads = [Thread(target=borrow) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(seen) == 1


@pytest.mark.real
def test_an_own_server_is_frozen_killed_and_comes_back_with_its_data() -> None:
    with own("s3") as server:
        client = Minio(server.address("S3_PORT"), "caseledger", "caseledger", secure=False)
        client.make_bucket("kept")
        server.freeze()
        assert not server.serves()
        server.thaw()
        assert server.serves()
        server.kill()
        assert not server.pid
        server.start()
        assert client.bucket_exists("kept")
    assert not server.pid
