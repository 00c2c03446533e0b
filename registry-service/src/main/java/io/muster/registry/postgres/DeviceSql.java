package io.muster.registry.postgres;

/** Devices with all that belongs to them, in SQL: device d, device_connection c, device_credential k. */
final class DeviceSql {

    static final String CARDS =
            """
            select d.id, d.workspace, d.device_id, d.type, d.name, d.description, d.status, d.provisioned, d.info,
                d.tags, d.metadata, d.location, d.revision, d.created_at, d.updated_at,
                c.session, c.revision as connection_revision, c.connected, c.protocol, c.ip_address,
                c.last_connected, c.last_disconnected, c.sessions, c.last_seen,
                k.type as credential_type, k.client_id, k.username, k.certificate, k.expires_at, k.subscribe, k.publish
            from device d
            join device_connection c on c.device = d.id
            left join device_credential k on k.device = d.id
            """;

    static final String BY_ID = CARDS + "where d.workspace = $1 and d.id = $2";
    static final String BY_NAME = CARDS + "where d.workspace = $1 and md5(d.device_id) = md5($2) and d.device_id = $2";

    private DeviceSql() {}
}
