-- Nearly all of a batch are sent and succeed: whoever looks for those finds them among all of the batch.
drop index execution_by_stage;
create index execution_by_stage on execution (batch, stage, id)
    where batch is not null and stage <> 'SENT' and stage <> 'SUCCEEDED';
