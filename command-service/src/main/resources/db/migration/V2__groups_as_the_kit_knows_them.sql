-- What is known of groups is the kit's to keep: see io.muster.kit.group.
insert into known_group (id, workspace, members, revision, deleted)
select id, workspace, members, revision, deleted from device_group;

insert into known_member (group_id, device, workspace, revision, removed)
select member.group_id, member.device, member.workspace, member.revision, member.removed
from group_member member
where not exists (select from known_device known where known.id = member.device and known.deleted and known.device_id = '');

drop table group_member;
drop table device_group;
