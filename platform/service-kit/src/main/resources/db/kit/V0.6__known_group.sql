-- Projections of device-groups and group-members, in the services that ask for them; see io.muster.kit.group.
create table known_group (
    id        text    primary key,
    workspace text    not null,
    members   bigint  not null,
    revision  bigint  not null,
    deleted   boolean not null
);

create table known_member (
    group_id  text    not null,
    device    text    not null,
    workspace text    not null,
    revision  bigint  not null,
    removed   boolean not null,
    primary key (group_id, device)
);

create index known_member_by_device on known_member (device);
