package io.muster.registry.postgres;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.registry.credential.CredentialNews;
import io.muster.registry.credential.DeviceCredentials;
import io.muster.registry.device.DeviceBelongings;
import io.muster.registry.device.DeviceId;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The newest credential of each device that ever had one. A device that has none any more keeps an empty row. */
@ApplicationScoped
class PostgresDeviceCredentials implements DeviceCredentials, DeviceBelongings {

    private static final String KEEP =
            """
            insert into device_credential as known (device, revision, type, client_id, username, certificate,
                expires_at, subscribe, publish)
            select device, revision, type, client_id, username, certificate, expires_at,
                coalesce(subscribe, '{}'), coalesce(publish, '{}')
            from jsonb_to_recordset(cast(cast(:news as text) as jsonb)) as new (
                device text, revision bigint, type text, client_id text, username text, certificate text,
                expires_at timestamptz, subscribe text[], publish text[])
            on conflict (device) do update set
                revision = excluded.revision, type = excluded.type, client_id = excluded.client_id,
                username = excluded.username, certificate = excluded.certificate, expires_at = excluded.expires_at,
                subscribe = excluded.subscribe, publish = excluded.publish
            where known.revision < excluded.revision
            returning device
            """;

    @Override
    public Uni<Set<String>> keep(List<CredentialNews> news) {
        JsonArray rows = new JsonArray();
        news.forEach(one -> rows.add(row(one)));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(KEEP, String.class)
                        .setParameter("news", rows.encode())
                        .getResultList())
                .map(HashSet::new);
    }

    private static JsonObject row(CredentialNews news) {
        JsonObject row = new JsonObject().put("device", news.device()).put("revision", news.revision());
        news.credential().ifPresent(credential -> row.put("type", credential.type())
                .put("client_id", credential.clientId())
                .put("username", credential.username())
                .put("certificate", credential.certificate())
                .put("expires_at", credential.expiresAt())
                .put("subscribe", new JsonArray(credential.subscribe()))
                .put("publish", new JsonArray(credential.publish())));
        return row;
    }

    @Override
    public String kind() {
        return "credentials";
    }

    @Override
    public Uni<Long> removeOf(DeviceId device) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("delete from device_credential where device = :device")
                        .setParameter("device", device.value())
                        .executeUpdate())
                .map(Integer::longValue);
    }
}
