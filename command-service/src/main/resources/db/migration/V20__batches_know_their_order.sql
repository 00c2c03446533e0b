alter table batch
    add column ordered_by      text             not null default '',
    add column target          text             not null default '{}',
    add column parent          text,
    add column total           bigint           not null default 0,
    add column timeout_seconds bigint           not null default 300,
    add column qos             smallint         not null default 1,
    add column latest_only     boolean          not null default false,
    add column max_per_second  double precision,
    add column state           text             not null default 'RUNNING',
    add column canceled_by     text;

update batch set
    target = case when group_id is null then '{}' else cast(jsonb_build_object('group', group_id) as text) end,
    total = queued + sent + delivered + accepted + in_progress + succeeded + failed + rejected + timed_out + expired + canceled;

update batch set timeout_seconds = one.timeout_seconds, qos = one.qos, latest_only = one.latest_only
from (select distinct on (batch) batch, timeout_seconds, qos, latest_only from execution where batch is not null order by batch, id) as one
where one.batch = batch.id;

alter table batch drop column group_id;

create index execution_by_stage on execution (batch, stage, id) where batch is not null;
create index batch_canceling on batch (id) where state = 'CANCELING';

-- An order to many is one statement: a look at its batch for each of its executions is not paid for.
alter table execution drop constraint execution_batch_fkey;

comment on column batch.target is 'Whom it was for, as people read it: a JSON object.';
comment on column batch.total is 'How many executions it has had; purged ones stay counted.';
comment on column batch.parent is 'The batch of whose failures it is another try.';
comment on column batch.max_per_second is 'How many of those who are there get theirs in a second; missing where the batch sets no limit.';

-- A number as 13 letters of Crockford's base 32. One expression: it becomes a part of the statement that calls it.
create function crockford(bits bigint) returns text language sql immutable parallel safe as
$$
    select substr('0123456789abcdefghjkmnpqrstvwxyz', cast((bits >> 60) & 15 as integer) + 1, 1)
        || substr('0123456789abcdefghjkmnpqrstvwxyz', cast((bits >> 55) & 31 as integer) + 1, 1)
        || substr('0123456789abcdefghjkmnpqrstvwxyz', cast((bits >> 50) & 31 as integer) + 1, 1)
        || substr('0123456789abcdefghjkmnpqrstvwxyz', cast((bits >> 45) & 31 as integer) + 1, 1)
        || substr('0123456789abcdefghjkmnpqrstvwxyz', cast((bits >> 40) & 31 as integer) + 1, 1)
        || substr('0123456789abcdefghjkmnpqrstvwxyz', cast((bits >> 35) & 31 as integer) + 1, 1)
        || substr('0123456789abcdefghjkmnpqrstvwxyz', cast((bits >> 30) & 31 as integer) + 1, 1)
        || substr('0123456789abcdefghjkmnpqrstvwxyz', cast((bits >> 25) & 31 as integer) + 1, 1)
        || substr('0123456789abcdefghjkmnpqrstvwxyz', cast((bits >> 20) & 31 as integer) + 1, 1)
        || substr('0123456789abcdefghjkmnpqrstvwxyz', cast((bits >> 15) & 31 as integer) + 1, 1)
        || substr('0123456789abcdefghjkmnpqrstvwxyz', cast((bits >> 10) & 31 as integer) + 1, 1)
        || substr('0123456789abcdefghjkmnpqrstvwxyz', cast((bits >> 5) & 31 as integer) + 1, 1)
        || substr('0123456789abcdefghjkmnpqrstvwxyz', cast(bits & 31 as integer) + 1, 1)
$$;

-- See io.muster.kit.Ids: 42 bits of milliseconds since 2020 and 22 bits that are different for every id of a millisecond.
create function next_command_bits() returns bigint language sql volatile as
$$
    select (cast(extract(epoch from clock_timestamp()) * 1000 as bigint) - 1577836800000) << 22
        | (nextval('command_number') & 4194303)
$$;

create or replace function next_command_id() returns text language sql volatile as
$$
    select 'cmd_' || crockford(made.bits) from (select next_command_bits() as bits offset 0) as made
$$;
