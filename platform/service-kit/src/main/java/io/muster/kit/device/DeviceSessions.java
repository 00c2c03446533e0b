package io.muster.kit.device;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.ConnectivityEvent;
import io.muster.events.ConnectivityEvent.DeviceDisconnected;
import io.muster.kit.postgres.Lookups;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;

/** The service's own projection of {@code device-connectivity}: who would hear what is sent now. */
@ApplicationScoped
public class DeviceSessions {

    private static final String UPSERT =
            """
            insert into device_session as known (device, workspace, session, revision, connected, listening)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (device) do update set
                session = excluded.session, revision = excluded.revision,
                connected = excluded.connected, listening = excluded.listening
            where (known.session, known.revision) <= (excluded.session, excluded.revision)
            """;

    private final Lookups lookups;

    DeviceSessions(Lookups lookups) {
        this.lookups = lookups;
    }

    /** The MQTT topic filters that the device is subscribed to at the moment; empty while it is away. */
    public Uni<List<String>> listening(String device) {
        return lookups.of("select listening from device_session where device = $1 and connected", Tuple.of(device))
                .map(rows -> rows.size() == 0
                        ? List.of()
                        : List.of(rows.iterator().next().getArrayOfStrings("listening")));
    }

    /** Takes the broker's word; false if a newer one was known. The same word twice is true twice: its first effect may be missing. */
    Uni<Boolean> learn(ConnectivityEvent event) {
        boolean connected = !(event instanceof DeviceDisconnected);
        return lookups.of(
                        UPSERT,
                        Tuple.of(
                                event.device(),
                                event.workspace(),
                                event.session().number(),
                                event.revision(),
                                connected,
                                connected ? event.session().listening().toArray(String[]::new) : new String[0]))
                .map(rows -> rows.rowCount() == 1);
    }
}
