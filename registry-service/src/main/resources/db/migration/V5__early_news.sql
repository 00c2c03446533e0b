-- What was said of devices that came in by themselves before they were registered here. Bounded by
-- muster.registry.early-news.kept.
create table early_news (
    device   text        not null,
    topic    text        not null,
    type     text        not null,
    body     text        not null,
    heard_at timestamptz not null,
    primary key (device, topic)
);
create index early_news_by_age on early_news (heard_at);
