alter table known_group add column name text not null default '';
alter table known_group add column parent text;

create index known_group_by_name on known_group (workspace, left(name, 200));
create index known_group_by_parent on known_group (parent) where parent is not null;
