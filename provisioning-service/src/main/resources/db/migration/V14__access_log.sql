-- Who was kept out in the name of which device. Bounded: the newest few of each device, and a count.
create table access_attempt (
    id       bigint generated always as identity primary key,
    device   text        not null,
    revision bigint      not null,
    broker   text        not null,
    at       timestamptz not null,
    action   text        not null,
    reason   text        not null,
    detail   text        not null,
    topic    text,
    protocol text        not null,
    address  text        not null,
    attempts bigint      not null,
    unique (device, broker, revision)
);

comment on column access_attempt.revision is 'Of the event: the same one twice is one row.';
comment on column access_attempt.attempts is 'How many it stands for.';

create table access_count (
    device text   primary key,
    failed bigint not null
);

comment on table access_count is 'How often somebody was kept out since the device is known.';
