-- What is desired of many devices where nothing else is desired of them.
create table shadow_default (
    workspace  text        not null,
    layer      text        not null check (layer in ('workspace', 'type', 'group')),
    key        text        not null,
    desired    json        not null,
    author     text        not null,
    updated_at timestamptz not null default now(),
    primary key (workspace, layer, key)
);

comment on column shadow_default.key is 'The type, or the group''s id; empty for the workspace.';

-- Devices whose defaults may not be what they should be. Kept by the transactions that bring that about.
create table shadow_refresh (
    device    text        primary key,
    workspace text        not null,
    mark      bigint      not null default 0,
    due       timestamptz not null default now()
);

comment on column shadow_refresh.mark is
    'Grows whenever the device is noted again, so that who is just at it does not strike it off.';

create index shadow_refresh_due on shadow_refresh (due);

create function note_for_defaults(devices text[]) returns void language sql as $$
    insert into shadow_refresh as noted (device, workspace)
    select id, workspace from known_device where id = any(devices) and not deleted order by id
    on conflict (device) do update set mark = noted.mark + 1, due = now()
$$;

-- A device that comes, or has another type, gets what its type has; one that joins or leaves a group, what that has.
create function note_devices() returns trigger language plpgsql as $$
begin
    perform note_for_defaults(array(
        select id from said
        where exists (select from shadow_default d where d.workspace = said.workspace)));
    return null;
end $$;

create function note_retyped_devices() returns trigger language plpgsql as $$
begin
    perform note_for_defaults(array(
        select said.id from said join former on former.id = said.id and former.type <> said.type
        where exists (select from shadow_default d where d.workspace = said.workspace)));
    return null;
end $$;

create function note_members() returns trigger language plpgsql as $$
begin
    perform note_for_defaults(array(
        select device from said
        where exists (
            select from shadow_default d
            where d.workspace = said.workspace and d.layer = 'group' and d.key = said.group_id)));
    return null;
end $$;

create trigger note_new_devices after insert on known_device
    referencing new table as said for each statement execute function note_devices();
create trigger note_retyped_devices after update on known_device
    referencing new table as said old table as former for each statement execute function note_retyped_devices();
create trigger note_new_members after insert on known_member
    referencing new table as said for each statement execute function note_members();
create trigger note_changed_members after update on known_member
    referencing new table as said for each statement execute function note_members();
