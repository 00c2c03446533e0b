alter table shadow
    add column pending_keys   text[] not null default '{}',
    add column diverged_since timestamptz;

comment on column shadow.pending_keys is 'The keys of the delta, on its first level.';
comment on column shadow.diverged_since is 'Since when there is a delta; null while there is none.';

create index shadow_diverged on shadow (workspace, diverged_since, device, name) where diverged_since is not null;

-- What many devices are to become.
create table shadow_batch (
    id         text        primary key,
    workspace  text        not null,
    desired    json        not null,
    author     text        not null,
    total      int         not null,
    created_at timestamptz not null default now()
);

create index shadow_batch_by_age on shadow_batch (created_at);

create table shadow_batch_item (
    batch  text not null references shadow_batch on delete cascade,
    device text not null,
    state  text not null default 'waiting',
    due    timestamptz,
    reason text,
    primary key (batch, device)
);

comment on column shadow_batch_item.state is
    'waiting: the shadow is still to be changed; desired: it has been; failed: it cannot be, for this reason.';
comment on column shadow_batch_item.due is
    'When whoever may change the shadow may do it: later while somebody is at it. Null once it is done.';

create index shadow_batch_item_due on shadow_batch_item (due, batch) where due is not null;
create index shadow_batch_item_by_device on shadow_batch_item (device);
