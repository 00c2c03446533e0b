alter table execution add column qos smallint not null default 1;
alter table execution add column latest_only boolean not null default false;
alter table device_line add column paused_until timestamptz;

comment on column execution.latest_only is 'The newest of the device''s queued executions of this command takes the place of the others.';
comment on column device_line.paused_until is 'The device was given as much at once as it gets: what is queued for it goes on then.';
