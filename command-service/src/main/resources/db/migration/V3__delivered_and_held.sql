-- The device's MQTT client has the command: the broker tells, where it can.
alter table batch add column delivered bigint not null default 0;

alter table execution add column held boolean not null default false;

comment on column execution.held is 'It waits for the turn of its batch: whoever connects does not get it yet.';
