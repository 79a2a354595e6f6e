-- Where imports and selections wait: files, their rows as text, what is planned and what became of it.
-- Nothing here is history. It can be emptied, and only what waits is lost.
create table if not exists staging.import (
    id uuid primary key, sha256 text not null, state text not null, at timestamptz not null,
    body text not null,                                    -- reactions.importer.staged.Staged
    done int not null default 0, total int not null default 0, rate real,
    stopping boolean not null default false);
create index if not exists import_sha256 on staging.import (sha256);
create index if not exists import_at on staging.import (at desc, id);

create table if not exists staging.file (
    import uuid primary key references staging.import on delete cascade, content bytea not null);

create table if not exists staging.row (
    import uuid not null references staging.import on delete cascade,
    row int not null, cells text[] not null, primary key (import, row));

create table if not exists staging.plan (
    import uuid not null references staging.import on delete cascade, row int not null,
    turn int not null, outcome text not null, reason text, warnings text[] not null,
    command text, bases text not null, changes text not null, case_id uuid, contact uuid,
    primary key (import, row));
create index if not exists plan_turn on staging.plan (import, turn, row) where command is not null;

create table if not exists staging.outcome (
    import uuid not null references staging.import on delete cascade, row int not null,
    outcome text not null, reason text, position bigint, primary key (import, row));

-- Selections of cases, frozen: what would become of each, and what did.
create table if not exists staging.selection (
    id uuid primary key, state text not null, at timestamptz not null,
    body text not null,                                    -- reactions.bulk.selection.Selection
    done int not null default 0, total int not null default 0, rate real,
    stopping boolean not null default false);
create index if not exists selection_at on staging.selection (at desc, id);

create table if not exists staging.selected (
    bulk uuid not null references staging.selection on delete cascade, n int not null,
    case_id uuid not null, base int, planned text, outcome text, reason text, position bigint,
    primary key (bulk, n));
alter table staging.selected add column if not exists type uuid;  -- that it was judged by
create index if not exists selected_due on staging.selected (bulk, n)
    where planned = 'changed' and outcome is null;
