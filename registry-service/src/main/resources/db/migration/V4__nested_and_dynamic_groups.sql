-- Groups in groups, groups that are kept by a query, and groups that end piece by piece.
alter table device_group
    add parent text references device_group,
    add query text,
    add version bigint not null default 1,
    add ended boolean not null default false,
    add whole_at timestamptz,
    add settled_after bigint;
comment on column device_group.parent is 'Null at the top.';
comment on column device_group.query is 'Which devices are members; null where they are named. Never changes from one to the other.';
comment on column device_group.version is 'Grows with what people change; the ETag. The revision grows with members, too.';
comment on column device_group.ended is 'Deleted for everybody; the row goes when the last member has left it.';
comment on column device_group.whole_at is 'When the query is to be put to the whole workspace next; null if changed devices are enough.';
comment on column device_group.settled_after is
    'Transactions below it may not have seen the query: the whole is looked at again until all of them are over.';

drop index group_name_is_unique;
create unique index group_name_is_unique on device_group (workspace, coalesce(parent, ''), name) where not ended;
create index group_by_name on device_group (workspace, name, id) where not ended;
create index group_by_parent on device_group (parent) where parent is not null;
create index group_by_query on device_group (workspace) where query is not null and not ended;
create index group_ended on device_group (id) where ended;

-- Devices of which something has changed that a query can ask for; a row goes when every group has been compared
-- with the device. Rows are only ever added, so that who changes a device waits for nobody here.
create table device_change (
    id        bigint generated always as identity primary key,
    workspace text not null,
    device    text not null
);

-- Triggers, because there are many writers and a change that is not noted is never found again. Without a query in the
-- workspace nothing is written.
create function note_devices() returns trigger language plpgsql as
$$
begin
    insert into device_change (workspace, device)
    select changed.workspace, changed.id from changed
    where exists (select from device_group g
        where g.workspace = changed.workspace and g.query is not null and not g.ended);
    return null;
end
$$;

create function note_devices_of_rows() returns trigger language plpgsql as
$$
begin
    insert into device_change (workspace, device)
    select d.workspace, d.id from changed join device d on d.id = changed.device
    where exists (select from device_group g
        where g.workspace = d.workspace and g.query is not null and not g.ended);
    return null;
end
$$;

create trigger device_added after insert on device
    referencing new table as changed for each statement execute function note_devices();
create trigger device_changed after update on device
    referencing new table as changed for each statement execute function note_devices();
create trigger connection_changed after update on device_connection
    referencing new table as changed for each statement execute function note_devices_of_rows();
create trigger state_added after insert on device_state
    referencing new table as changed for each statement execute function note_devices_of_rows();
create trigger state_changed after update on device_state
    referencing new table as changed for each statement execute function note_devices_of_rows();
