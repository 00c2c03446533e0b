-- What is to be said of devices on the topic device-state, and what is known of them beside their latest readings. One
-- row a device, marked by the very statement that stores its readings. Marks of a device that is marked already touch no
-- index: the room left in a page takes them.
create table device_state (
    device     text        primary key,
    workspace  text        not null,
    last_seen  timestamptz not null,
    location   jsonb,
    located_at timestamptz,
    due        boolean     not null default true,
    said_at    timestamptz not null default '-infinity',
    revision   bigint      not null default 0
) with (fillfactor = 60);

comment on column device_state.due is 'whether there is anything that has not been said';
comment on column device_state.revision is 'of what was said last; grows only under the lock of the row';

create index device_state_by_turn on device_state (said_at) where due;

-- Of what devices said before, everybody hears as well.
insert into device_state (device, workspace, last_seen)
select device, workspace, max(received_at) from latest group by device, workspace;
