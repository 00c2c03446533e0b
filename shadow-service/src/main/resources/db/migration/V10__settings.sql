-- What a workspace wants otherwise than usual; without a row all is as usual.
create table shadow_setting (
    workspace text    primary key,
    derive    boolean not null
);

comment on column shadow_setting.derive is 'Whether values of telemetry and status are carried over into reported.';
