-- What the queries of io.muster.kit.query.sql ask the database for; the registry has the same.
create function pre_release_order(version text) returns text
    language sql immutable parallel safe
return (
    select coalesce(string_agg(case when run[1] ~ '\d' then '0' || lpad(run[1], 64, '0') else '1' || run[1] || ' ' end,
        '' order by place), '')
    from regexp_matches(lower(substring(version, '^[^-+]*-([^+]*)')), '\d+|[a-z]+', 'g') with ordinality as runs (run, place)
    where substring(version, '^[^-+]*-([^+]*)') is not null
    having substring(version, '^[^-+]*-([^+]*)') is not null
);

-- A text that is in the order of versions when it is compared byte by byte; null for what is no version. Missing parts
-- are zero, a pre-release comes before its release, numbers in it count as numbers, what follows a + does not count.
create function version_order(version text) returns text
    language sql immutable parallel safe called on null input
return case when version ~ '^[vV]?\d{1,18}(\.\d{1,18}){0,5}([-+][0-9A-Za-z.+-]{1,64})?$' then
    lpad(split_part(ltrim(split_part(split_part(version, '-', 1), '+', 1), 'vV'), '.', 1), 18, '0')
    || '.' || lpad(split_part(ltrim(split_part(split_part(version, '-', 1), '+', 1), 'vV'), '.', 2), 18, '0')
    || '.' || lpad(split_part(ltrim(split_part(split_part(version, '-', 1), '+', 1), 'vV'), '.', 3), 18, '0')
    || '.' || lpad(split_part(ltrim(split_part(split_part(version, '-', 1), '+', 1), 'vV'), '.', 4), 18, '0')
    || '.' || lpad(split_part(ltrim(split_part(split_part(version, '-', 1), '+', 1), 'vV'), '.', 5), 18, '0')
    || '.' || lpad(split_part(ltrim(split_part(split_part(version, '-', 1), '+', 1), 'vV'), '.', 6), 18, '0')
    || case when version like '%-%' then coalesce('-' || pre_release_order(version), '~') else '~' end
end;

-- The time that a text says in ISO 8601, or null.
create function iso_time(value text) returns timestamptz
    language sql stable strict parallel safe
return case when value ~ '^\d{4}-\d\d-\d\d' and pg_input_is_valid(value, 'timestamptz') then value::timestamptz end;

-- The names by which io.muster.kit.query.sql asks.
create view device as
    select device as id, workspace, device_id, name, description, type, status, tags, info, metadata, created_at, updated_at
    from fleet_device;

create view device_connection as
    select fleet.device, fleet.workspace, coalesce(session.connected, false) as connected
    from fleet_device fleet left join device_session session on session.device = fleet.device;

create view device_group as select id, workspace, name, parent, deleted as ended from known_group;

create view group_member as select group_id, device from known_member where not removed;
