-- When a device last spoke of its health, whatever its clock said then.
alter table device_health add column heard_at timestamptz;
