-- The days of which single readings were removed, and when that was done last: the next time only days are looked at in
-- which something has become too old since.
create table thinned_day (
    day   date        primary key,
    rules text        not null,
    at    timestamptz not null
);

comment on column thinned_day.rules is 'what was to be kept for how long then, word by word';

create function telemetry_days() returns setof date language sql stable as $$
    select to_date(right(child.relname, 8), 'YYYYMMDD')
    from pg_inherits join pg_class child on child.oid = inhrelid
    where inhparent = 'telemetry'::regclass
$$;

-- As before, but everybody else stands behind it for a shorter while: it is tried again soon.
create or replace function drop_telemetry_part(parent text, before timestamptz) returns boolean language plpgsql as $$
declare
    part text;
begin
    set local lock_timeout = '500ms';
    perform pg_advisory_xact_lock(hashtext('make_telemetry_day'));
    select child.relname into part
    from pg_inherits join pg_class child on child.oid = inhrelid
    where inhparent = parent::regclass
        and substring(pg_get_expr(child.relpartbound, child.oid) from $re$TO \('([^']+)'\)$re$)::timestamptz <= before
    order by child.relname limit 1;
    if part is null then
        return false;
    end if;
    execute format('drop table %I', part);
    return true;
end
$$;
