-- Credentials that overlap, end and are remembered for a while; authorities and signing keys that follow each other.
alter table credential
    add column client_id    text,
    add column life_seconds bigint,
    add column authority    text,
    add column serial       text,
    add column not_after    timestamptz,
    add column last_used    timestamptz,
    add column revoked_at   timestamptz;

update credential set
    client_id = device,
    life_seconds = extract(epoch from expires_at - created_at)
;

alter table credential alter column client_id set not null;

comment on table credential is 'What a device may prove itself with, and the newest of what it could prove itself with before.';
comment on column credential.life_seconds is 'What was asked for; null for ever. A successor may end the credential sooner.';
comment on column credential.authority is 'With serial and not_after: which certificate; null for others.';
comment on column credential.last_used is 'When somebody last came to the broker with it.';

-- Devices that come over HTTP.
create index credential_by_username on credential (username) where revoked_at is null;

create table revoked_certificate (
    workspace  text        not null,
    authority  text        not null,
    serial     text        not null,
    revoked_at timestamptz not null,
    not_after  timestamptz not null,
    primary key (workspace, authority, serial)
);

comment on table revoked_certificate is 'For the revocation lists; also of devices that are gone. Rows go when the certificate would have expired.';
comment on column revoked_certificate.revoked_at is 'May be in the future: a successor''s overlap.';

create index revoked_certificate_by_end on revoked_certificate (not_after);

alter table certificate_authority
    add column id      text,
    add column current boolean not null default true;

update certificate_authority set id = left(encode(sha256(certificate), 'hex'), 16);

alter table certificate_authority
    drop constraint certificate_authority_pkey,
    add primary key (workspace, id),
    alter column current drop default;

-- At most one signs. Replicas that make one at the same time run into this and take the one that was first.
create unique index certificate_authority_current on certificate_authority (workspace) where current;

comment on table certificate_authority is 'The current one signs; those before it are still trusted.';
comment on column certificate_authority.id is 'The start of the certificate''s SHA-256.';
