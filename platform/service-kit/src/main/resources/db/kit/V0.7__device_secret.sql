-- Devices may show over HTTP what they show to the broker: user name and secret. One row still holds all of a device;
-- a secret is {username, verifier, notBefore, expiresAt}. The user names' hashes stand beside it to be found by: a name
-- may be longer than an index entry.
alter table device_token
    add column username_hashes text[] not null default '{}',
    add column secrets         jsonb  not null default '[]';
create index device_token_username on device_token using gin (username_hashes);
