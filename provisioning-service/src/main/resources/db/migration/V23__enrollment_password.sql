-- Passwords with which devices enroll once, as they stood in a file; at most one of each device.
create table enrollment_password (
    id            text        primary key,
    device        text        not null unique,
    workspace     text        not null,
    device_id     text        not null,
    verifier      text        not null,
    tries         int         not null default 0,
    expires_at    timestamptz not null,
    claimed_until timestamptz not null default '-infinity'
);

comment on table enrollment_password is 'Gone when it was used. A newer one of the device takes its place, under another id.';
comment on column enrollment_password.verifier is 'Argon2id of the keyed hash, and that one alone until the slow one is made.';
comment on column enrollment_password.tries is 'Also the right one is counted before it is looked at: too many end it.';
comment on column enrollment_password.claimed_until is 'A replica makes the slow hash until then, or has died.';

create index enrollment_password_by_name on enrollment_password (md5(device_id));
create index enrollment_password_waiting on enrollment_password (claimed_until) where verifier not like 'argon2id:%';
