-- The numbers of messages that number themselves; see SequenceRun. Written only for devices that do.
create table sequence_run (
    device  text   not null,
    channel text   not null,
    first   bigint not null,
    last    bigint not null,
    seen    bigint not null,
    primary key (device, channel)
);

-- Projection of shadow-lifecycle: whether a device has not yet reported all that is desired of it.
create table pending_configuration (
    device    text    primary key,
    workspace text    not null,
    revision  bigint  not null,
    pending   boolean not null
);

-- Of two writers the one with the older messages may be the later one: the newest are those that came last.
drop index rejected_message_by_workspace;
create index rejected_message_by_workspace on rejected_message (workspace, received_at, id);
