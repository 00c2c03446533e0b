create table shadow_version (
    device    text        not null,
    name      text        not null,
    version   bigint      not null,
    workspace text        not null,
    at        timestamptz not null,
    source    text        not null,
    actor     text        not null,
    patch     json        not null,
    document  json,
    primary key (device, name, version)
);

comment on column shadow_version.patch is 'The merge patch of the document from the version before; without metadata.';
comment on column shadow_version.document is
    'The whole document in the first version and every so many ones: what the patches after it are for.';

create index shadow_version_at on shadow_version (device, name, at);
-- Where the past of a shadow may begin, and what is before can go.
create index shadow_version_base on shadow_version (at) where document is not null and version > 1;
