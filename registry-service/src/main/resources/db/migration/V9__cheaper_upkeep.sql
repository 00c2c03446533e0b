-- Its size decides how many rows every analyze of the table reads: a thousand meant all columns of 300,000 devices.
alter statistics device_kinds set statistics default;

-- The same order as before, in a form that Postgres puts in place of the call: no plan is set up for a version without
-- a pre-release, which nearly all are.
create function pre_release_order(version text) returns text
    language sql immutable parallel safe
return (
    select coalesce(string_agg(case when run[1] ~ '\d' then '0' || lpad(run[1], 64, '0') else '1' || run[1] || ' ' end,
        '' order by place), '')
    from regexp_matches(lower(substring(version, '^[^-+]*-([^+]*)')), '\d+|[a-z]+', 'g') with ordinality as runs (run, place)
    where substring(version, '^[^-+]*-([^+]*)') is not null
    having substring(version, '^[^-+]*-([^+]*)') is not null
);

create or replace function version_order(version text) returns text
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

-- With the device, so that those that are connected, or are not, are counted without reading their rows.
drop index device_by_connected;
create index device_by_connected on device_connection (workspace, connected, device);
