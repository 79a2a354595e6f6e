"""Where links, sessions and the hashes of keys are kept. Plain tables: none of it is history."""

from typing import LiteralString

SCHEMA: LiteralString = """
create table if not exists identity.link (
    digest bytea primary key, person uuid, issued_at timestamptz not null default now(),
    used_at timestamptz);
create table if not exists identity.session (
    digest bytea primary key, person uuid not null, began_at timestamptz not null default now(),
    seen_at timestamptz not null default now());
create index if not exists session_person on identity.session (person);
create table if not exists identity.api_key (
    id uuid primary key, digest bytea not null unique, made_at timestamptz not null default now(),
    used_at timestamptz);
"""
