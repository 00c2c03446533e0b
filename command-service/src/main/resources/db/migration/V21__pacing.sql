create table batch_turn (
    batch     text             primary key,
    workspace text             not null,
    remaining bigint           not null,
    tokens    double precision not null,
    filled_at timestamptz      not null
);

create table pacing_bucket (
    owner     text             primary key,
    tokens    double precision not null,
    filled_at timestamptz      not null
);

insert into pacing_bucket (owner, tokens, filled_at) values ('', 0, now());

create index execution_held on execution (batch, id) where held and stage = 'QUEUED';
create index execution_single_due on execution (due_at) where due_at is not null and batch is null;

comment on table batch_turn is 'Batches that hold executions back, and how many they may give out by their own pace. It has a row as long as there are some.';
comment on table pacing_bucket is 'How many executions may be given out by the pace of a workspace, or of all (the empty owner). The row of all is locked by the replica that gives out.';
