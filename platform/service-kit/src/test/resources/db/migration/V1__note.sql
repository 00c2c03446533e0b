create table note (
    id       text   primary key,
    device   text   not null,
    text     text   not null,
    revision bigint not null
);
