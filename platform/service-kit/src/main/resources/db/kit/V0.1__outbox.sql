-- What is still to be said to the other services; see io.muster.kit.outbox.Outbox. Rows leave when Kafka has them.
create table outbox (
    id         bigint generated always as identity primary key,
    topic      text        not null,
    key        text        not null,
    headers    jsonb       not null,
    body       text        not null,
    created_at timestamptz not null default now()
);
