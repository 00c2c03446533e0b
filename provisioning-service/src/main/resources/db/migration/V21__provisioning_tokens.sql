-- One-time tokens that let a device in.
create table provisioning_token (
    id         text        primary key,
    workspace  text        not null,
    verifier   text        not null unique,
    device_id  text,
    type       text,
    group_path text,
    state      text        not null check (state in ('open', 'pending', 'approved', 'rejected', 'used')),
    claimed_by text,
    changed_at timestamptz not null,
    expires_at timestamptz not null,
    created_by text        not null,
    created_at timestamptz not null
);
comment on column provisioning_token.verifier is 'Keyed SHA-256: whoever reads it cannot show the token.';
comment on column provisioning_token.device_id is 'The only device that may show it; null for any.';
comment on column provisioning_token.claimed_by is 'What the device calls itself that waits or has come in with it; null while it is open.';
create index provisioning_token_by_workspace on provisioning_token (workspace, id);
create index provisioning_token_by_expiry on provisioning_token (expires_at);

-- How devices of the ESP32 dialect are let in; a workspace without a row has the defaults.
create table esp32_settings (
    workspace       text    primary key,
    approval        boolean not null,
    streaming_mode  text    not null,
    streaming_rate  integer not null,
    batch_interval  integer not null,
    status_interval integer not null
);
