-- Every device has a row here from its registration on, so that lists join it and sort by it.
alter table device_connection
    add workspace text,
    add last_seen timestamptz,
    alter session set default 0,
    alter revision set default 0,
    alter connected set default false,
    alter sessions set default 0;
update device_connection c
set workspace = d.workspace, last_seen = greatest(c.last_connected, c.last_disconnected)
from device d where d.id = c.device;
insert into device_connection (device, workspace)
select id, workspace from device on conflict do nothing;
alter table device_connection alter workspace set not null;
comment on column device_connection.last_seen is 'The latest of connects, disconnects and what the device reports.';
create index device_by_last_seen on device_connection (workspace, last_seen desc nulls last, device);

alter table device add location jsonb;
comment on column device.location is
    '{lat, lng, accuracy?, timestamp}: the newest of what a person set and the device reported. Not in the revision.';

-- What a device said last. No more than one row a device.
create table device_state (
    device    text        primary key references device on delete cascade,
    revision  bigint      not null,
    values    jsonb       not null,
    last_seen timestamptz not null
) with (fillfactor = 80);
comment on column device_state.values is '{"<channel>": {"<key>": value}}; the channel status is the health.';
