-- Statistics, kept by the very statement that stores the readings: what was asked once a second by a chart would
-- otherwise be counted anew out of millions of rows.

-- Numbers by the hour (UTC): one partition a month. Outlives the readings that it was made of.
create table telemetry_hour (
    workspace text             not null,
    device    text             not null,
    channel   text             not null,
    key       text             not null,
    hour      timestamptz      not null,
    count     bigint           not null,
    sum       double precision not null,
    min       double precision not null,
    max       double precision not null,
    first_ts  timestamptz      not null,
    first     double precision not null,
    last_ts   timestamptz      not null,
    last      double precision not null,
    primary key (device, hour, channel, key)
) partition by range (hour);

-- What came of a device, by five minutes of arrival: one partition a day.
create table traffic (
    workspace  text        not null,
    device     text        not null,
    slot       timestamptz not null,
    messages   bigint      not null,
    bytes      bigint      not null,
    duplicates bigint      not null,
    rejected   bigint      not null,
    gaps       bigint      not null default 0,
    first_at   timestamptz not null,
    last_at    timestamptz not null,
    primary key (device, slot)
) partition by range (slot);

comment on column traffic.messages is 'that were readings, also those that were known before';
comment on column traffic.duplicates is 'readings that were known before';
comment on column traffic.rejected is 'messages that were no readings';

-- What a device last said of its health, word by word: one message seldom says all of it.
create table device_health (
    device    text        primary key,
    workspace text        not null,
    ts        timestamptz not null,
    value     jsonb       not null
) with (fillfactor = 60);

-- The rows of the newest partition are updated all the time: the room left in a page keeps updates out of the index.
create function make_telemetry_part(parent text, part text, low timestamptz, high timestamptz, filled int)
returns void language plpgsql as $$
begin
    if to_regclass(part) is null then
        -- Attaching lets the other partitions be written meanwhile; "partition of" would lock them all.
        execute format(
            'create table %I (like %I including defaults including constraints) with (fillfactor = %s)',
            part, parent, filled);
        execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, part, low, high);
    end if;
end
$$;

create or replace function make_telemetry_day(day date) returns void language plpgsql as $$
declare
    low   timestamptz := day::timestamp at time zone 'UTC';
    high  timestamptz := (day + 1)::timestamp at time zone 'UTC';
    month timestamp := date_trunc('month', day::timestamp);
begin
    perform pg_advisory_xact_lock(hashtext('make_telemetry_day'));
    perform make_telemetry_part('telemetry', 'telemetry_' || to_char(day, 'YYYYMMDD'), low, high, 100);
    perform make_telemetry_part('traffic', 'traffic_' || to_char(day, 'YYYYMMDD'), low, high, 70);
    perform make_telemetry_part(
        'telemetry_hour', 'telemetry_hour_' || to_char(month, 'YYYYMM'),
        month at time zone 'UTC', (month + interval '1 month') at time zone 'UTC', 70);
end
$$;

-- Drops the oldest partition of the table, if all of it is older; answers whether there was one. A table that somebody
-- reads for long is left for the next time, before everybody else has to queue behind.
create function drop_telemetry_part(parent text, before timestamptz) returns boolean language plpgsql as $$
declare
    part text;
begin
    set local lock_timeout = '2s';
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

-- What was stored before there were roll-ups.
do $$
declare
    day date;
begin
    for day in select distinct (ts at time zone 'UTC')::date from telemetry loop
        perform make_telemetry_day(day);
    end loop;
end
$$;

insert into telemetry_hour
select workspace, device, channel, key, date_trunc('hour', ts, 'UTC'), count(*), sum(number), min(number), max(number),
    min(ts), (array_agg(number order by ts, received_at))[1],
    max(ts), (array_agg(number order by ts desc, received_at desc))[1]
from telemetry cross join lateral (
    select key, value::double precision as number
    from jsonb_each(telemetry.value)
    where case when jsonb_typeof(value) = 'number' then abs(value::numeric) < 1e150 end) as entry
group by workspace, device, channel, key, date_trunc('hour', ts, 'UTC');

insert into device_health
select device, workspace, ts, value from latest where channel = 'status';

-- What a workspace's devices said in vain, newest first.
create index rejected_message_by_workspace on rejected_message (workspace, id);
