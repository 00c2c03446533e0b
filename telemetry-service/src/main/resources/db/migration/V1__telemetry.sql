-- What devices said. One row a reading, one partition a day (UTC): made by make_telemetry_day, dropped as a whole.
create table telemetry (
    workspace   text        not null,
    device      text        not null,
    channel     text        not null,
    ts          timestamptz not null,
    received_at timestamptz not null,
    claimed_ts  timestamptz,
    message_id  text,
    value       jsonb       not null,
    unit        text,
    fingerprint bigint      not null
) partition by range (ts);

comment on column telemetry.ts is
    'when it was measured: the device''s word if it can be believed, else received_at';
comment on column telemetry.claimed_ts is
    'what the device said of the time where it was not believed: its clock is wrong';
comment on column telemetry.fingerprint is
    'hash of the content and of the time the device gave, so that the same reading said twice is one row';

-- Finds what was stored before, and one device's range without touching other devices' rows.
create unique index telemetry_once on telemetry (device, ts, channel, fingerprint);

create function make_telemetry_day(day date) returns void language plpgsql as $$
declare
    part text := 'telemetry_' || to_char(day, 'YYYYMMDD');
begin
    perform pg_advisory_xact_lock(hashtext('make_telemetry_day'));
    if to_regclass(part) is null then
        -- Attaching lets the other partitions be written meanwhile; "partition of" would lock them all.
        execute format('create table %I (like telemetry including defaults including constraints)', part);
        execute format(
            'alter table telemetry attach partition %I for values from (%L) to (%L)',
            part, day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
    end if;
end
$$;

-- The newest reading of each channel. Updated all the time: the room left in a page keeps updates out of the index.
create table latest (
    workspace   text        not null,
    device      text        not null,
    channel     text        not null,
    ts          timestamptz not null,
    received_at timestamptz not null,
    message_id  text,
    value       jsonb       not null,
    unit        text,
    primary key (device, channel)
) with (fillfactor = 60);

-- The ids that devices gave their messages, for as long as muster.ingest.message-id-age: a message that comes again on
-- another day, or with another time, is in another partition and would not be found there.
create table message_id (
    device      text        not null,
    message_id  text        not null,
    received_at timestamptz not null,
    primary key (device, message_id)
);

create index message_id_by_age on message_id (received_at);

-- Messages that are no readings, so that nothing is lost silently. The newest few of each device.
create table rejected_message (
    id          bigint generated always as identity primary key,
    workspace   text        not null,
    device      text        not null,
    topic       text        not null,
    reason      text        not null,
    detail      text        not null,
    head        bytea       not null,
    received_at timestamptz not null
);

comment on column rejected_message.head is 'the first bytes of the payload, enough to see what the device is doing';

create index rejected_message_by_device on rejected_message (device, id);
create index rejected_message_by_age on rejected_message (received_at);

-- Messages of devices that the broker let in and of which this service has not heard yet: after a restart the broker
-- is often quicker than Kafka. They become readings as soon as the device is known.
create table early_message (
    id          bigint generated always as identity primary key,
    workspace   text        not null,
    device      text        not null,
    path        text        not null,
    payload     bytea       not null,
    received_at timestamptz not null
);

create index early_message_by_device on early_message (device, id);
create index early_message_by_age on early_message (received_at);
