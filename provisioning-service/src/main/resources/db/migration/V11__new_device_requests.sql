-- Devices that are expected, and what a workspace makes of their security tokens.
create table new_device_request (
    number       bigint      generated always as identity primary key,
    workspace    text        not null,
    id           text        not null,
    type         text,
    name         text,
    groups       text[]      not null,
    metadata     jsonb       not null,
    status       text        not null
        check (status in ('WAITING_FOR_CONNECTION', 'PENDING_ACCEPTANCE', 'ACCEPTED', 'BLOCKED')),
    token        text,
    wrong_tokens int         not null,
    created_by   text        not null,
    created_at   timestamptz not null
);

comment on table new_device_request is 'A row goes when its device has fetched its credentials, or somebody removes it.';
comment on column new_device_request.token is 'Keyed hash of the security token that the device showed last, or was accepted with.';

-- By hash: a name may be longer than an index entry.
create unique index new_device_request_by_id on new_device_request (workspace, md5(id));
create index new_device_request_in_order on new_device_request (workspace, number);

create table token_policy (
    workspace text primary key,
    policy    text not null check (policy in ('IGNORED', 'OPTIONAL', 'REQUIRED'))
);
