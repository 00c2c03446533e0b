-- Which devices exist.
create table device (
    id          text        primary key,
    workspace   text        not null,
    device_id   text        not null,
    type        text        not null,
    name        text        not null,
    description text,
    status      text        not null check (status in ('active', 'inactive', 'suspended', 'deprecated')),
    provisioned boolean     not null,
    info        jsonb       not null,
    tags        text[]      not null,
    metadata    jsonb       not null,
    revision    bigint      not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);
comment on column device.device_id is 'The name the user gave it; unique in the workspace.';
comment on column device.provisioned is 'Whether it ever had credentials.';
comment on column device.revision is 'Grows with every event of the device; also its ETag.';
-- Of the digest, because a name of 1,000 characters may be longer than an index entry can be.
create unique index device_name_is_unique on device (workspace, md5(device_id));
create index device_by_age on device (workspace, created_at, id);

-- The newest word of the broker on a device's newest session.
create table device_connection (
    device            text    primary key references device on delete cascade,
    session           bigint  not null,
    revision          bigint  not null,
    connected         boolean not null,
    protocol          text,
    ip_address        text,
    last_connected    timestamptz,
    last_disconnected timestamptz,
    sessions          bigint  not null
);
comment on column device_connection.revision is 'Of the newest event of this session; a lower one is old.';
comment on column device_connection.sessions is 'How many sessions were heard of.';

-- What a device's page shows of its newest credential. The row stays when the credential goes, for its revision.
create table device_credential (
    device     text   primary key references device on delete cascade,
    revision   bigint not null,
    type       text,
    client_id  text,
    username   text,
    expires_at timestamptz,
    subscribe  text[] not null,
    publish    text[] not null
);
comment on column device_credential.type is 'Null while the device has no credential.';

create table device_group (
    id          text        primary key,
    workspace   text        not null,
    name        text        not null,
    description text,
    tags        text[]      not null,
    members     bigint      not null,
    revision    bigint      not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);
comment on column device_group.members is 'Rows of group_member; kept here because every event of the group says it.';
create unique index group_name_is_unique on device_group (workspace, name);

create table group_member (
    group_id text        not null references device_group on delete cascade,
    device   text        not null references device,
    added_at timestamptz not null default now(),
    primary key (group_id, device)
);
create index group_member_by_device on group_member (device);

-- Devices that are no more, and what went with them. Bounded by muster.registry.purge.kept.
create table deleted_device (
    id         text        primary key,
    workspace  text        not null,
    device_id  text        not null,
    purge_data boolean     not null,
    deleted_at timestamptz not null
);
create index deleted_device_by_name on deleted_device (workspace, md5(device_id));
create index deleted_device_by_age on deleted_device (deleted_at);

create table purge_receipt (
    device  text        not null references deleted_device on delete cascade,
    service text        not null,
    removed jsonb       not null,
    at      timestamptz not null,
    primary key (device, service)
);
comment on column purge_receipt.removed is 'Rows removed, by what they were.';
