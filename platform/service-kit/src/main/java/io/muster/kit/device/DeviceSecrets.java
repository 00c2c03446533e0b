package io.muster.kit.device;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.postgres.Lookups;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** The secrets and passwords of devices that are valid now, as provisioning last said; {@link DeviceTokens} keeps them. */
@ApplicationScoped
@IfBuildProperty(name = "muster.device.tokens", stringValue = "true")
public class DeviceSecrets {

    /** Any workspace may have a device of this name; with more than these, the workspace has to be said. */
    private static final int MOST_OF_ONE_NAME = 20;

    private static final String FIND =
            """
            select id, workspace, device_id, type, status, secret ->> 'verifier' as verifier,
                coalesce(secret -> 'publish', '[]') as publish
            from device_token
            join known_device on id = device and not deleted
            cross join jsonb_array_elements(secrets) as secret
            where username_hashes @> array[md5($1::text)] and secret ->> 'username' = $1
            and ($2::text is null or workspace = $2)
            and (secret ->> 'notBefore')::timestamptz <= now()
            and coalesce((secret ->> 'expiresAt')::timestamptz, 'infinity') > now()
            limit $3
            """;

    private final Lookups lookups;
    private final KnownDevices devices;

    DeviceSecrets(Lookups lookups, KnownDevices devices) {
        this.lookups = lookups;
        this.devices = devices;
    }

    /** A device and what its secret is to be compared with; see {@code CredentialEvent.Credential#verifier}. */
    public record Held(Admitted holder, String verifier) {}

    /**
     * What is shown under this user name, of all devices that are there.
     *
     * @param workspace null for that of any workspace
     */
    public Uni<List<Held>> named(String username, @Nullable String workspace) {
        return lookups.of(FIND, Tuple.of(username, workspace, MOST_OF_ONE_NAME)).map(DeviceSecrets::held);
    }

    /** What the search finds, as soon as it does; null if it finds nothing as long as {@link KnownDevices#require} waits. */
    public <T> Uni<@Nullable T> awaitNews(Supplier<Uni<@Nullable T>> search) {
        return devices.awaitNews("", search).onFailure(DeviceUnknown.class).recoverWithNull();
    }

    private static List<Held> held(RowSet<Row> rows) {
        List<Held> held = new ArrayList<>();
        for (Row row : rows) {
            held.add(new Held(Admitted.of(row), row.getString("verifier")));
        }
        return held;
    }
}
