"""Opening a client of Kafka so that nothing is left of one that could not be opened."""

import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from kafka.errors import KafkaConnectionError
from kafka.net.compat import KafkaNetClient

PATIENCE = 3.0  # seconds


def opened(make: Callable[..., Any], addresses: str, **config: Any) -> Any:  # it has no types
    """What `make` makes: a producer, a consumer, an admin.

    A client that finds no broker raises, and its thread and sockets would stay: an hour without a
    broker, and there are no files left to open. So one is looked for first.
    """
    _find(addresses)
    begun: list[Any] = []

    def client(**settings: Any) -> Any:
        begun.append(KafkaNetClient(**settings))
        return begun[-1]

    try:
        return make(bootstrap_servers=addresses.split(","), kafka_client=client, **config)
    except BaseException:
        for each in begun:
            each.close()
        raise


def _find(addresses: str) -> None:
    for address in addresses.split(","):
        host, _, port = address.rpartition(":")
        with suppress(OSError), socket.create_connection((host, int(port)), PATIENCE):
            return
    raise KafkaConnectionError("no broker answers")
