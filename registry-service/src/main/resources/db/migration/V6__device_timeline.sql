-- What happened to devices, as the services told it. Bounded by muster.registry.timeline, in number and in age.
create table timeline_entry (
    device    text        not null,
    origin    text        not null,
    workspace text        not null,
    at        timestamptz not null,
    type      text        not null,
    detail    jsonb       not null,
    primary key (device, origin)
);
comment on table timeline_entry is 'Outlives its device, unless that is deleted with its data.';
comment on column timeline_entry.origin is 'Names the event it comes from: the same one twice is one entry.';
create index timeline_by_time on timeline_entry (device, at desc, origin desc);
-- Rows come nearly in the order of their times; this is for finding the oldest.
create index timeline_by_age on timeline_entry using brin (at) with (autosummarize = on);

alter table device_credential add certificate text;
comment on column device_credential.certificate is 'The fingerprint of a certificate.';
