-- Projection of device-credentials, in the services that devices call over HTTP; see io.muster.kit.device. One row a
-- device: the tokens with which it may say who it is, by their jti.
create table device_token (
    device   text   primary key,
    revision bigint not null,
    tokens   text[] not null
);
