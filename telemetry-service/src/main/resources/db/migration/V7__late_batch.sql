-- Batches that were committed long after they came, in the same transaction: who listens to what comes looks only at the
-- last seconds, and further back where one of these is new. Few, and for as long as somebody may ask what he missed.
create table late_batch (
    earliest  timestamptz not null,
    stored_at timestamptz not null default now()
);

comment on column late_batch.earliest is 'when the first of its readings came';
