"""The servers: what each needs, and how to know that it serves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGINT, SIGTERM, Signals
from typing import TypeAlias

HERE = Path(__file__).parent
LOOPBACK = "127.0.0.1"

Proof: TypeAlias = tuple[bytes, bytes]  # what is sent to a port, and what must come back

# Kafka: Metadata (3), version 1, correlation 1, no client id, no topic; the broker names itself.
METADATA = bytes.fromhex("0000000e 0003 0001 00000001 ffff 00000000")
# PostgreSQL: a start-up packet of protocol 3.0; only a server that serves asks for a password.
STARTUP = bytes.fromhex("00000014 00030000") + b"user\0owner\0\0"
HEALTHY = b"GET /_cluster/health?wait_for_status=yellow&timeout=2s HTTP/1.0\r\n\r\n"


@dataclass(frozen=True)
class Recipe:
    name: str
    label: str
    proofs: Mapping[str, Proof]  # by the name of the port
    more_ports: tuple[str, ...] = ()
    tools: Mapping[str, str] = field(
        default_factory=dict
    )  # programs that fetch it, as they are called
    java: int = 0  # the oldest that runs it
    stop: Signals = SIGTERM

    @property
    def folder(self) -> Path:
        return HERE / self.name

    @property
    def ports(self) -> tuple[str, ...]:
        return (*self.proofs, *self.more_ports)


MAVEN = {"mvn": "Maven"}
GO = {"go": "Go 1.25 or newer"}
RECIPES: Mapping[str, Recipe] = {
    each.name: each
    for each in (
        Recipe(
            "kafka",
            "Apache Kafka",
            {"KAFKA_PORT": (METADATA, LOOPBACK.encode())},
            ("CONTROLLER_PORT",),
            MAVEN,
            java=17,
        ),
        Recipe(
            "opensearch",
            "OpenSearch 3",
            {"OPENSEARCH_PORT": (HEALTHY, b" 200 OK")},
            ("TRANSPORT_PORT",),
            MAVEN,
            java=21,
        ),
        Recipe(
            "s3",
            "the S3 gateway",
            {"S3_PORT": (b"GET / HTTP/1.0\r\n\r\n", b"<Code>AccessDenied</Code>")},
            tools=GO,
        ),
        Recipe(
            "mail",
            "the mail catcher",
            {
                "SMTP_PORT": (b"QUIT\r\n", b"\r\n221 "),
                "MAIL_PORT": (b"GET /readyz HTTP/1.0\r\n\r\n", b" 200 OK"),
            },
            tools=GO,
        ),
        Recipe(
            "postgres",
            "PostgreSQL",
            {"POSTGRES_PORT": (STARTUP, b"SCRAM-SHA-256")},
            stop=SIGINT,
        ),
    )
}
# A program that only runs, and ends: nothing serves.
COMPOSE = Recipe("compose", "compose's loader", {}, tools=GO)
