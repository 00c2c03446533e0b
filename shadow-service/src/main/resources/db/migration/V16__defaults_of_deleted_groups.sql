-- A group that is deleted takes what it had its members desire with it.
create function forget_defaults_of_groups() returns trigger language plpgsql as $$
begin
    perform note_for_defaults(array(
        select member.device from said
        join shadow_default d on d.workspace = said.workspace and d.layer = 'group' and d.key = said.id
        join known_member member on member.group_id = said.id and not member.removed
        where said.deleted));
    delete from shadow_default d using said
    where said.deleted and d.workspace = said.workspace and d.layer = 'group' and d.key = said.id;
    return null;
end $$;

create trigger forget_defaults_of_new_groups after insert on known_group
    referencing new table as said for each statement execute function forget_defaults_of_groups();
create trigger forget_defaults_of_changed_groups after update on known_group
    referencing new table as said for each statement execute function forget_defaults_of_groups();

-- Those that were deleted before.
update known_group set revision = revision where deleted;
