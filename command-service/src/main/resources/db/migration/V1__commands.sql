-- What we asked of devices, how far it has come, and what is known of groups.

create sequence command_number;

-- Ids in the form of io.muster.kit.Ids: 42 bits of milliseconds since 2020 and 22 bits that are different for every id
-- of a millisecond, as 13 letters of Crockford's base 32. Made here, so that a whole group is one statement.
create function next_command_id() returns text language sql volatile as
$$
    select 'cmd_' || string_agg(
        substr('0123456789abcdefghjkmnpqrstvwxyz', cast((number.bits >> (5 * (12 - digit))) & 31 as integer) + 1, 1),
        '' order by digit)
    from generate_series(0, 12) as digit,
        (select (cast(extract(epoch from clock_timestamp()) * 1000 as bigint) - 1577836800000) << 22
            | (nextval('command_number') & 4194303) as bits) as number
$$;

create table batch (
    id          text        primary key,
    workspace   text        not null,
    group_id    text,
    command     text        not null,
    parameters  text        not null,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    finished_at timestamptz,
    queued      bigint      not null default 0,
    sent        bigint      not null default 0,
    accepted    bigint      not null default 0,
    in_progress bigint      not null default 0,
    succeeded   bigint      not null default 0,
    failed      bigint      not null default 0,
    rejected    bigint      not null default 0,
    timed_out   bigint      not null default 0,
    expired     bigint      not null default 0,
    canceled    bigint      not null default 0
);

create index batch_by_end on batch (finished_at) where finished_at is not null;

comment on table batch is 'An order to many devices. The counts are changed in the transaction that changes an execution.';

create table execution (
    id              text        primary key default next_command_id(),
    batch           text        references batch (id),
    workspace       text        not null,
    device          text        not null,
    command         text        not null,
    parameters      text,
    created_at      timestamptz not null,
    expires_at      timestamptz not null,
    timeout_seconds bigint      not null,
    stage           text        not null,
    attempt         integer     not null default 0,
    session         bigint      not null default 0,
    deadline        timestamptz,
    reason          text,
    result          text,
    due_at          timestamptz,
    updated_at      timestamptz not null
);

create index execution_by_due on execution (due_at) where due_at is not null;
create index execution_open_by_device on execution (device) where due_at is not null;
create index execution_by_device on execution (workspace, device, id);
create index execution_by_batch on execution (batch, id) where batch is not null;
create index execution_by_end on execution (updated_at) where due_at is null;

comment on column execution.parameters is 'Missing in executions of a batch: they share those of the batch.';
comment on column execution.session is 'The session of the device that it was last sent into: a new one gets it again.';
comment on column execution.due_at is 'When the dispatcher has to look at it; missing once it is finished. This is all the memory a dispatcher has.';

create table device_line (
    device    text   primary key,
    workspace text   not null,
    revision  bigint not null
);

comment on table device_line is 'Locked by whoever changes executions of the device: it orders them. The revision is that of the last event of the device.';

create table device_group (
    id        text    primary key,
    workspace text    not null,
    members   bigint  not null,
    revision  bigint  not null,
    deleted   boolean not null
);

create table group_member (
    group_id  text    not null,
    device    text    not null,
    workspace text    not null,
    revision  bigint  not null,
    removed   boolean not null,
    primary key (group_id, device)
);

create index group_member_by_device on group_member (device);

comment on column group_member.removed is 'Kept, so that an older word that comes again does not bring the member back.';
