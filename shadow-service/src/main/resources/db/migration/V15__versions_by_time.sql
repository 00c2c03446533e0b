-- Each change of a shadow is a version, and each index on versions a good part of what that costs. A version is found by its
-- time from the whole document before it, which is one of many.
create index shadow_version_whole on shadow_version (device, name, at) where document is not null;
drop index shadow_version_at;
