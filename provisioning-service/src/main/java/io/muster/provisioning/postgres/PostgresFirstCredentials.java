package io.muster.provisioning.postgres;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.outbox.Outbox;
import io.muster.kit.outbox.OutboxRelay;
import io.muster.provisioning.credential.Credential;
import io.muster.provisioning.credential.DeviceCredentials;
import io.muster.provisioning.credential.DeviceCredentials.Change;
import io.muster.provisioning.credential.FirstCredentials;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** One statement, which may be its own transaction. The device is locked as {@link PostgresCredentials} does it. */
@ApplicationScoped
class PostgresFirstCredentials implements FirstCredentials {

    private static final String ENTER = enter("$1", "$2", "$3", "$4");
    private static final String ENTER_WITHIN = enter(":device", ":workspace", ":fresh", ":events");

    private final Pool pool;
    private final Outbox outbox;
    private final OutboxRelay relay;

    PostgresFirstCredentials(Pool pool, Outbox outbox, OutboxRelay relay) {
        this.pool = pool;
        this.outbox = outbox;
        this.relay = relay;
    }

    @Override
    public Uni<Boolean> enter(Change first) {
        DeviceCredentials after = first.after();
        String fresh = json(after, after.credentials().get(0)).encode();
        return pool.preparedQuery(ENTER)
                .execute(Tuple.of(after.device(), after.workspace(), fresh, outbox.rows(List.of(first.event()))))
                .map(rows -> rows.size() == 1)
                .invoke(entered -> {
                    if (entered) {
                        relay.wake();
                    }
                });
    }

    @Override
    public Uni<Boolean> enterWithin(Change first) {
        DeviceCredentials after = first.after();
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ENTER_WITHIN, String.class)
                        .setParameter("device", after.device())
                        .setParameter("workspace", after.workspace())
                        .setParameter(
                                "fresh", json(after, after.credentials().get(0)).encode())
                        .setParameter("events", outbox.rows(List.of(first.event())))
                        .getResultList())
                .map(entered -> entered.size() == 1)
                .invoke(entered -> {
                    if (entered) {
                        outbox.noteAppended();
                    }
                });
    }

    private static String enter(String device, String workspace, String fresh, String events) {
        return """
            with trust as (
                insert into device_trust (device, workspace, revision)
                select id, workspace, 1 from known_device where id = %1$s and workspace = %2$s and not deleted for share
                on conflict (device) do nothing returning device),
            entered as (
                insert into credential (device, workspace, id, kind, verifier, client_id, username, not_before,
                    expires_at, life_seconds, subscribe, publish, authority, serial, not_after, created_by, created_at)
                select device, %2$s, id, kind, verifier, client_id, username, not_before,
                    expires_at, life_seconds, subscribe, publish, authority, serial, not_after, created_by, created_at
                from trust cross join jsonb_to_record(cast(cast(%3$s as text) as jsonb)) as fresh (
                    id text, kind text, verifier text, client_id text, username text, not_before timestamptz,
                    expires_at timestamptz, life_seconds bigint, subscribe text[], publish text[], authority text,
                    serial text, not_after timestamptz, created_by text, created_at timestamptz)),
            said as (%4$s where exists (select from trust))
            select device from trust
            """
                .formatted(device, workspace, fresh, Outbox.insert(events));
    }

    private static JsonObject json(DeviceCredentials owner, Credential credential) {
        CredentialRow row = CredentialRow.of(owner, credential);
        return new JsonObject()
                .put("id", row.id)
                .put("kind", row.kind)
                .put("verifier", row.verifier)
                .put("client_id", row.clientId)
                .put("username", row.username)
                .put("not_before", row.notBefore)
                .put("expires_at", row.expiresAt)
                .put("life_seconds", row.lifeSeconds)
                .put("subscribe", new JsonArray(List.of(row.subscribe)))
                .put("publish", new JsonArray(List.of(row.publish)))
                .put("authority", row.authority)
                .put("serial", row.serial)
                .put("not_after", row.notAfter)
                .put("created_by", row.createdBy)
                .put("created_at", row.createdAt);
    }
}
