-- What a device says over HTTP it may say only where its credential lets it publish: by the jti of each token its list of
-- topic filters. A secret has its own in "publish". Neither is known of what was heard before; the topic is read anew.
alter table device_token
    add column token_topics jsonb not null default '{}';
