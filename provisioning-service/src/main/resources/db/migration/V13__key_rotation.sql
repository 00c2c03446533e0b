-- Signing keys follow each other: each is published before it signs, and stays published as long as anything needs it.
alter table signing_key add column signs_from timestamptz;
update signing_key set signs_from = created_at;
alter table signing_key alter column signs_from set not null;

drop index signing_key_current;
alter table signing_key drop column current;

create index signing_key_by_start on signing_key (signs_from);

-- Which tokens a key that no longer signs may have signed.
create index credential_token_by_start on credential (created_at) where kind = 'TOKEN' and revoked_at is null;

comment on column signing_key.signs_from is 'Until the next one''s; a key in the future is published already.';
