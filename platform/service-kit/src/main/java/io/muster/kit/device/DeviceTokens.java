package io.muster.kit.device;

import java.util.List;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.CredentialEvent;
import io.muster.events.CredentialEvent.Credential;
import io.muster.events.CredentialEvent.Kind;
import io.muster.events.LifecycleEvent;
import io.muster.kit.inbox.Heard;
import io.muster.kit.inbox.Inbox;
import io.muster.kit.postgres.Lookups;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of devices that are valid, as provisioning last said: a signature alone does not tell that a token has been
 * revoked. Takes in their secrets as well, which {@link DeviceSecrets} looks up.
 */
@ApplicationScoped
@IfBuildProperty(name = "muster.device.tokens", stringValue = "true")
public class DeviceTokens {

    /**
     * What is said of a device after its deletion must not outlive its purge. The same revision again is taken, too:
     * who reads the topic anew wants to know what was not kept before.
     */
    private static final String UPSERT =
            """
            insert into device_token as known (device, revision, tokens, token_topics, username_hashes, secrets)
            select device, revision, tokens, token_topics,
                array(select md5(secret ->> 'username') from jsonb_array_elements(secrets) as secret), secrets
            from jsonb_to_recordset($1::text::jsonb)
                as said (device text, revision bigint, tokens text[], token_topics jsonb, secrets jsonb)
            where not exists (select from known_device where id = said.device and deleted)
            order by device
            on conflict (device) do update set revision = excluded.revision, tokens = excluded.tokens,
                token_topics = excluded.token_topics, username_hashes = excluded.username_hashes, secrets = excluded.secrets
            where known.revision <= excluded.revision
            """;

    private static final String FIND =
            """
            select id, workspace, device_id, type, status, token_topics -> $2 as publish from known_device
            join device_token on device = id and $2 = any(tokens) and token_topics ? $2
            where id = $1 and not deleted
            """;

    private final Inbox inbox;
    private final Lookups lookups;
    private final KnownDevices devices;

    DeviceTokens(Inbox inbox, Lookups lookups, KnownDevices devices) {
        this.inbox = inbox;
        this.lookups = lookups;
        this.devices = devices;
    }

    /**
     * The device that holds the token. A token or a device that is not known yet is waited for as {@link
     * KnownDevices#require} does.
     *
     * <p>Fails with {@link DeviceUnknown} if the device is not there or the token has been revoked.
     *
     * @param token its {@code jti}
     */
    public Uni<Admitted> holder(String device, String token) {
        return devices.awaitNews(
                device, () -> lookups.of(FIND, Tuple.of(device, token)).map(DeviceTokens::first));
    }

    private static @Nullable Admitted first(RowSet<Row> rows) {
        for (Row row : rows) {
            return Admitted.of(row);
        }
        return null;
    }

    @Incoming("device-credentials")
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
        return lookups.of(UPSERT, Tuple.of(rows.encode())).replaceWithVoid();
    }

    private static JsonObject row(CredentialEvent event) {
        JsonArray tokens = new JsonArray();
        JsonObject topics = new JsonObject();
        event.credentials().stream()
                .filter(credential -> credential.kind() == Kind.TOKEN)
                .forEach(token -> {
                    tokens.add(token.verifier());
                    topics.put(token.verifier(), publish(token));
                });
        JsonArray secrets = new JsonArray(
                secrets(event.credentials()).map(DeviceTokens::json).toList());
        return new JsonObject()
                .put("device", event.device())
                .put("revision", event.revision())
                .put("tokens", tokens)
                .put("token_topics", topics)
                .put("secrets", secrets);
    }

    private static JsonArray publish(Credential credential) {
        return new JsonArray(credential.topics().publish());
    }

    private static Stream<Credential> secrets(List<Credential> credentials) {
        return credentials.stream()
                .filter(credential -> credential.kind() == Kind.SECRET && credential.username() != null);
    }

    private static JsonObject json(Credential credential) {
        return new JsonObject()
                .put("username", credential.username())
                .put("verifier", credential.verifier())
                .put("notBefore", credential.notBefore())
                .put("expiresAt", credential.expiresAt())
                .put("publish", publish(credential));
    }
}
