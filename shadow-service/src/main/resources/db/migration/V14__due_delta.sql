-- Which shadows have a delta that is to be sent. Beside the shadow and not in it: a delta comes and goes without the shadow,
-- which is larger and has more indexes, being written anew.
create table due_delta (
    device text        not null,
    name   text        not null,
    due    timestamptz not null,
    primary key (device, name)
);

comment on table due_delta is
    'Written by the transaction that leaves something to do to a device that listens, or hears of one that does; gone once the broker has the delta.';
comment on column due_delta.due is 'When it is to be sent (again); later while somebody is at it.';

insert into due_delta (device, name, due) select device, name, delta_due from shadow where delta_due is not null;
create index due_delta_due on due_delta (due);

-- With no index on what every change changes, and room for it on the page, a change touches no index.
alter table shadow drop column delta_due;
alter table shadow set (fillfactor = 60);

comment on column shadow.told_session is
    'The session in which the device listens to deltas, and for which the delta became due; null if it does not listen.';
