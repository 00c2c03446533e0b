-- Who may sign, and what devices prove themselves with. Private keys are sealed under the master key; see Vault.
create table signing_key (
    id          text        primary key,
    public_key  bytea       not null,
    private_key bytea       not null,
    current     boolean     not null,
    created_at  timestamptz not null default now()
);

comment on table signing_key is 'One row a rotation. Keys that no longer sign stay as long as a token signed with them may be valid.';
comment on column signing_key.id is 'The kid in token headers.';
comment on column signing_key.public_key is 'SubjectPublicKeyInfo, DER.';
comment on column signing_key.private_key is 'PKCS#8, sealed: a dump of this database signs nothing.';

-- At most one key signs. Replicas that start together run into this and take the key that was first.
create unique index signing_key_current on signing_key (current) where current;

create table certificate_authority (
    workspace   text        primary key,
    certificate bytea       not null,
    private_key bytea       not null,
    created_at  timestamptz not null default now()
);

comment on table certificate_authority is 'One a workspace, made when its first certificate is asked for.';
comment on column certificate_authority.certificate is 'Self-signed X.509, DER.';
comment on column certificate_authority.private_key is 'PKCS#8, sealed.';

create table device_trust (
    device    text   primary key,
    workspace text   not null,
    revision  bigint not null
);

comment on table device_trust is 'One row a device that ever had a credential: locked by every change of its credentials.';
comment on column device_trust.revision is 'Of the last event on device-credentials about the device; must never fall.';

create table credential (
    id         text        primary key,
    device     text        not null references device_trust (device),
    workspace  text        not null,
    kind       text        not null check (kind in ('TOKEN', 'SECRET', 'CERTIFICATE')),
    verifier   text        not null,
    username   text,
    not_before timestamptz not null,
    expires_at timestamptz,
    subscribe  text[]      not null,
    publish    text[]      not null,
    created_by text        not null,
    created_at timestamptz not null
);

comment on table credential is 'What is valid now. A new credential replaces its predecessors, so a device has one row.';
comment on column credential.verifier is 'What a proof is compared with; the proof itself is given out once and kept nowhere.';
comment on column credential.username is 'Null for a certificate.';
comment on column credential.expires_at is 'Null for one that does not expire.';
comment on column credential.subscribe is 'Full MQTT topic filters, as the broker gets them.';

create index credential_by_device on credential (device);
