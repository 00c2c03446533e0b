-- Who comes with a password: people and programs on the Cumulocity-style endpoints.
create table workspace_user (
    workspace     text        not null,
    name          text        not null,
    roles         text[]      not null,
    password_hash text        not null,
    created_at    timestamptz not null,
    primary key (workspace, name)
);

comment on column workspace_user.roles is 'In Cumulocity''s words: ROLE_DEVICE_CONTROL_ADMIN, ROLE_DEVICE_CONTROL_READ, ROLE_DEVICE_BOOTSTRAP.';
comment on column workspace_user.password_hash is 'Argon2id with its parameters.';
