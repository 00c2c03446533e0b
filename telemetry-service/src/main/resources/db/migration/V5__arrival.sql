-- What came of late, for those who listen: an entry for many pages, because rows lie in the order in which they came.
create index telemetry_by_arrival on telemetry using brin (received_at) with (pages_per_range = 16, autosummarize = on);
