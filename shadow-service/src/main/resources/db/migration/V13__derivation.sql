-- What devices last said as telemetry and status. It goes into their shadows at a pace: each change there is a version.
create table derived_state (
    device     text   primary key,
    workspace  text   not null,
    revision   bigint not null,
    state      text   not null,
    derived_at timestamptz,
    due        timestamptz
);

comment on column derived_state.state is 'The event, as it came.';
comment on column derived_state.due is
    'When it is to go into the shadow; later while somebody is at it. Null when the shadow has it.';

create index derived_state_due on derived_state (due) where due is not null;
