create table rollout (
    id              text        primary key,
    workspace       text        not null,
    name            text        not null,
    target          text        not null,
    command         text        not null,
    parameters      text        not null,
    ttl_seconds     bigint      not null,
    timeout_seconds bigint      not null,
    qos             smallint    not null,
    latest_only     boolean     not null,
    ordered_by      text        not null,
    plan            text        not null,
    state           text        not null,
    state_before    text,
    waves           integer     not null,
    reason          text        not null,
    start_at        timestamptz not null,
    history         text        not null,
    enlisted        bigint      not null,
    enlisted_at     timestamptz not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    look_at         timestamptz
);

create index rollout_by_workspace on rollout (workspace, id);
create index rollout_by_look on rollout (look_at) where look_at is not null;
create index rollout_by_end on rollout (updated_at) where look_at is null;

comment on column rollout.plan is 'As it was asked for, in JSON.';
comment on column rollout.waves is 'How many have begun.';
comment on column rollout.state_before is 'Where it goes on when it is no longer paused.';
comment on column rollout.enlisted is 'How many devices there were before its first wave: the waves are shares of them.';
comment on column rollout.look_at is 'When it has to be looked at; missing once it is over. This is all the memory a conductor has.';

create table rollout_portion (
    rollout text    not null references rollout (id) on delete cascade,
    number  integer not null,
    wave    integer not null,
    zone    text    not null,
    size    bigint  not null,
    batch   text,
    held    boolean not null default false,
    counts  text,
    primary key (rollout, number)
);

comment on column rollout_portion.counts is 'Those of the batch when it had ended: they outlive it.';

create table rollout_member (
    rollout  text    not null references rollout (id) on delete cascade,
    device   text    not null,
    position bigint  not null,
    zone     text    not null,
    portion  integer,
    primary key (rollout, device)
);

create index rollout_member_by_position on rollout_member (rollout, position);
create index rollout_member_by_device on rollout_member (device);

comment on table rollout_member is 'Who gets it and when, as long as the rollout is not over.';
comment on column rollout_member.portion is 'Missing as long as the wave has not begun.';
