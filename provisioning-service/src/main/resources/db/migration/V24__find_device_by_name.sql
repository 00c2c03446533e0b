-- Who says a device's name alone, without its workspace, is told apart from who says nobody's.
create index known_device_by_name_alone on known_device (md5(device_id));
