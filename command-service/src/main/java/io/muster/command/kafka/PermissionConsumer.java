package io.muster.command.kafka;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.CredentialEvent;
import io.muster.events.LifecycleEvent;
import io.muster.kit.inbox.Heard;
import io.muster.kit.inbox.Inbox;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Learns to which topics devices may listen: what nobody could hear is not waited for. */
@ApplicationScoped
class PermissionConsumer {

    /** What is said of a device after its deletion must not outlive its purge. */
    private static final String UPSERT =
            """
            insert into device_permission as known (device, revision, subscribe)
            select device, revision, subscribe
            from jsonb_to_recordset($1::text::jsonb) as said (device text, revision bigint, subscribe text[])
            where not exists (select from known_device where id = said.device and deleted)
            order by device
            on conflict (device) do update set revision = excluded.revision, subscribe = excluded.subscribe
            where known.revision < excluded.revision
            """;

    private final Inbox inbox;
    private final Pool pool;

    PermissionConsumer(Inbox inbox, Pool pool) {
        this.inbox = inbox;
        this.pool = pool;
    }

    @Incoming("device-permissions")
    Uni<Void> on(KafkaRecordBatch<String, byte[]> messages) {
        return inbox.takeAll(
                messages,
                CredentialEvent.class,
                heard -> learn(heard.stream().map(Heard::event).toList()));
    }

    /** Each event lists all credentials of its device, so that the newest says enough. */
    private Uni<Void> learn(List<CredentialEvent> events) {
        JsonArray rows = new JsonArray();
        LifecycleEvent.newest(events).forEach(event -> rows.add(row(event)));
        return pool.preparedQuery(UPSERT).execute(Tuple.of(rows.encode())).replaceWithVoid();
    }

    private static JsonObject row(CredentialEvent event) {
        return new JsonObject()
                .put("device", event.device())
                .put("revision", event.revision())
                .put(
                        "subscribe",
                        new JsonArray(event.credentials().stream()
                                .flatMap(credential -> credential.topics().subscribe().stream())
                                .distinct()
                                .toList()));
    }
}
