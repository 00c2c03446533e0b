-- Projections of device-lifecycle and device-connectivity; see io.muster.kit.device. One row a device.
create table known_device (
    id        text    primary key,
    workspace text    not null,
    device_id text    not null,
    type      text    not null,
    status    text    not null,
    revision  bigint  not null,
    deleted   boolean not null
);

-- By hash: a name may be longer than an index entry.
create index known_device_by_user_name on known_device (workspace, md5(device_id));

create table device_session (
    device    text    primary key,
    workspace text    not null,
    session   bigint  not null,
    revision  bigint  not null,
    connected boolean not null,
    listening text[]  not null
);
