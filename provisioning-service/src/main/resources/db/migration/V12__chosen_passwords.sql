-- Passwords of devices that people chose, as long as they are kept as a keyed hash alone.
create table chosen_password (
    credential    text        primary key references credential (id) on delete cascade,
    device        text        not null,
    workspace     text        not null,
    claimed_until timestamptz not null default '-infinity'
);

comment on table chosen_password is 'Work to do: the verifier of the credential becomes Argon2id of what it is now.';
comment on column chosen_password.claimed_until is 'A replica is at it until then, or has died.';
