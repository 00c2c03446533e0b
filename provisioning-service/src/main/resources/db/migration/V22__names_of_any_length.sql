-- Names under which credentials are shown, also under which they were: who fails may show one that is over. By hash: a
-- name may be longer than an index entry.
drop index credential_by_username;
create index credential_by_username on credential using hash (username);
