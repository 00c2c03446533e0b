-- Who may come in by a serial number alone. The public endpoint names no workspace, so a serial finds it: a serial is
-- unique over the platform, and a signed one names its batch.
create table serial_batch (
    id         text        primary key,
    workspace  text        not null,
    key        bytea       not null,
    type       text,
    group_path text,
    policy     text        not null check (policy in ('add', 'rotate', 'refuse')),
    expires_at timestamptz,
    created_by text        not null,
    created_at timestamptz not null
);
comment on column serial_batch.key is 'Sealed, see Vault: signatures cannot be checked with a digest of it.';
create index serial_batch_by_workspace on serial_batch (workspace, id);

create table serial (
    serial        text        primary key,
    workspace     text        not null,
    batch         text        references serial_batch on delete cascade,
    type          text,
    group_path    text,
    policy        text        not null check (policy in ('add', 'rotate', 'refuse')),
    expires_at    timestamptz,
    device        text,
    registrations bigint      not null default 0,
    registered_at timestamptz,
    created_by    text        not null,
    created_at    timestamptz not null
);
comment on column serial.batch is 'Of a serial that came signed and was not enrolled before.';
comment on column serial.device is 'The id that it registered as; null before, and again if the device lost its name.';
create index serial_by_workspace on serial (workspace, serial);
create index serial_by_batch on serial (batch) where batch is not null;
create index serial_by_device on serial (device) where device is not null;
