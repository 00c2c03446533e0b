-- A device that was deleted with its data kept can be purged later; what is said of it then must be newer than all else.
-- Of those deleted until now it was not noted: higher than any device comes.
alter table deleted_device add column revision bigint not null default 1000000000;
alter table deleted_device alter column revision drop default;
comment on column deleted_device.revision is 'Of the last event of the device.';
