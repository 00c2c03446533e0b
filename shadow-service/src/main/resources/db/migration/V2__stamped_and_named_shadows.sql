alter table shadow
    add column name          text not null default '',
    add column desired_meta  json,
    add column reported_meta json,
    add column policy        json not null default '{}',
    add column rejected      json not null default '{}';

alter table shadow drop constraint shadow_pkey;
alter table shadow add primary key (device, name);

comment on column shadow.name is 'Empty for the device''s own shadow.';
comment on column shadow.desired_meta is
    'When each value was said and by whom, and what was removed when. Null: all of it at desired_at.';
