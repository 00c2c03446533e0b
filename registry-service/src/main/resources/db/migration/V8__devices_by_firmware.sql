-- "Who still runs something older than this" is asked of whole fleets; working out the order of a version is dear.
create index device_by_firmware on device (workspace, (version_order(info ->> 'firmware')) collate "C");
