-- Which of a device's rejected messages are the newest is a matter of when they came: of two writers the one with the
-- older messages may well be the later one.
drop index rejected_message_by_device;
create index rejected_message_by_device on rejected_message (device, received_at, id);
