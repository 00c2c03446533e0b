-- Types, statuses and workspaces go together: all devices of one type may be inactive. Without knowing it, Postgres takes
-- the walk of an order for cheap that finds nothing before its end.
create statistics device_kinds (ndistinct, dependencies, mcv) on workspace, type, status from device;
alter statistics device_kinds set statistics 1000;
