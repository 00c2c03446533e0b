-- Requests that came with an Idempotency-Key, and how they were answered; see io.muster.kit.idempotency. Old ones go
-- when new ones come, after muster.idempotency.kept.
create table idempotency_key (
    workspace   text        not null,
    caller      text        not null,
    key         text        not null,
    fingerprint text        not null,
    taken_at    timestamptz not null,
    status      int,
    location    text,
    etag        text,
    body        text,
    primary key (workspace, caller, key)
);
comment on column idempotency_key.status is 'Null while the request is being done.';
create index idempotency_key_by_age on idempotency_key (taken_at);
