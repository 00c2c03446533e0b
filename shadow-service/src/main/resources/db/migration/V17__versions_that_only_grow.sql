-- The number of what is desired, for who is to notice when that is another and nothing else.
alter table shadow add column desired_version bigint not null default 0;
update shadow set desired_version = version;

comment on column shadow.desired_version is 'The version in which what is desired became what it is.';

-- A name that was given up may be taken again; who knew its versions must not take the new ones for old.
create table given_up_shadow (
    device  text   primary key,
    version bigint not null
);

comment on column given_up_shadow.version is
    'The highest that any shadow of the device had when it was given up; where its next named one begins.';
