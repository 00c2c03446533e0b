create table command_type (
    workspace  text        not null,
    type       text        not null,
    command    text        not null,
    schema     text        not null,
    updated_at timestamptz not null,
    updated_by text        not null,
    primary key (workspace, type, command)
);

comment on table command_type is 'What parameters devices of a type want with a command: a JSON Schema. Of other commands nothing is known.';
