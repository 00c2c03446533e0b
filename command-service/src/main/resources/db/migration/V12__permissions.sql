create table device_permission (
    device    text   primary key,
    revision  bigint not null,
    subscribe text[] not null
);

comment on table device_permission is 'To what a device may listen by any of its credentials. None, or no row: it has no credential that is known, and may get one.';
