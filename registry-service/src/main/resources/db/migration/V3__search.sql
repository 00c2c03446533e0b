-- Devices are found by what is in them and listed in an order, each within one workspace. Every index begins with the
-- workspace, so that no other workspace's devices are read. Both extensions are part of Postgres and trusted: the owner
-- of the database may create them.
create extension if not exists btree_gin;
create extension if not exists pg_trgm;

-- One for all that a device contains, because a list of a workspace's devices is in each. What was written last waits
-- in a pending list that every search reads; it is kept short.
create index device_by_content on device using gin (
    workspace,
    tags,
    metadata jsonb_path_ops,
    info jsonb_path_ops,
    lower(name || ' ' || device_id || ' ' || coalesce(description, '')) gin_trgm_ops
) with (gin_pending_list_limit = 512);

-- One for each order, walked in either direction; the id decides between equals. Of long texts the first 200 characters
-- count, because an index entry has a bound.
create index device_by_name on device (workspace, "left"(name, 200), id);
create index device_by_device_id on device (workspace, "left"(device_id, 200), id);
create index device_by_type on device (workspace, type, id);
create index device_by_status on device (workspace, status, id);
create index device_by_update on device (workspace, updated_at, id);
-- A device that was never seen was seen before all others.
drop index device_by_last_seen;
create index device_by_last_seen on device_connection (workspace, coalesce(last_seen, '-infinity'), device);
create index device_by_connected on device_connection (workspace, connected);

-- A text that is in the order of versions when it is compared byte by byte; null for what is no version. Missing parts
-- are zero, a pre-release comes before its release, numbers in it count as numbers, what follows a + does not count.
create function version_order(version text) returns text
    language sql immutable strict parallel safe
return case when version ~ '^[vV]?\d{1,18}(\.\d{1,18}){0,5}([-+][0-9A-Za-z.+-]{1,64})?$' then (
    select string_agg(lpad(part, 18, '0'), '.' order by place)
    from unnest((string_to_array(substring(version, '^[vV]?([\d.]+)') || '.0.0.0.0.0', '.'))[1:6])
        with ordinality as parts (part, place)
) || coalesce('-' || (
    select coalesce(string_agg(case when run[1] ~ '\d' then '0' || lpad(run[1], 64, '0') else '1' || run[1] || ' ' end,
        '' order by place), '')
    from regexp_matches(lower(substring(version, '^[^-+]*-([^+]*)')), '\d+|[a-z]+', 'g') with ordinality as runs (run, place)
    where substring(version, '^[^-+]*-([^+]*)') is not null
    having substring(version, '^[^-+]*-([^+]*)') is not null
), '~') end;

-- The time that a text says in ISO 8601; null for any other text.
create function iso_time(value text) returns timestamptz
    language sql stable strict parallel safe
return case when value ~ '^\d{4}-\d\d-\d\d' and pg_input_is_valid(value, 'timestamptz') then value::timestamptz end;
