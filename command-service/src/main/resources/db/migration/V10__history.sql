alter table execution add column history text not null default '';

comment on column execution.history is 'What has happened since it was ordered: a JSON object in each line, so that a step is written by adding to it.';
