create table fleet_device (
    device      text        primary key,
    workspace   text        not null,
    revision    bigint      not null,
    device_id   text        not null,
    type        text        not null,
    status      text        not null,
    name        text        not null,
    description text,
    tags        text[]      not null,
    info        jsonb       not null,
    metadata    jsonb       not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);

create index fleet_device_by_workspace on fleet_device (workspace);

comment on table fleet_device is 'What the registry says of each device that is not deleted: orders choose their devices by it.';
