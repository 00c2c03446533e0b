-- Which of the last numbers have come, so that one that comes twice fills no gap but its own; see SequenceRun. Of runs from
-- before, all of the last ones count as having come.
alter table sequence_run add column recent bytea;
