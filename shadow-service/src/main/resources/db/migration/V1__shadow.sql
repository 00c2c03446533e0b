create table shadow (
    device       text        primary key,
    workspace    text        not null,
    version      bigint      not null default 0,
    desired      json        not null default '{}',
    desired_at   timestamptz,
    reported     json        not null default '{}',
    reported_at  timestamptz,
    delta_due    timestamptz,
    told_session bigint
);

comment on column shadow.version is 'Revision of the row''s events; only grows, under the row lock.';
comment on column shadow.desired is
    'json, not jsonb: keys keep their order, and 1e300 stays five bytes instead of becoming 301 digits.';
comment on column shadow.delta_due is
    'When the delta is to be sent (again). Set by the transaction that leaves one, null once the broker has it.';
comment on column shadow.told_session is
    'The session for which the delta became due last, so that one more subscription does not send it again.';

-- What the dispatcher looks for every second; nearly always empty.
create index shadow_delta_due on shadow (delta_due) where delta_due is not null;
