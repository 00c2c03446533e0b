package io.muster.telemetry.postgres;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.KnownDevice;
import io.muster.telemetry.health.Healths;
import io.muster.telemetry.health.LastWords;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Of a device that was deleted, when it was last seen is kept with its readings alone. */
@ApplicationScoped
class PostgresHealths implements Healths {

    private static final String FIND =
            """
            select
                (select value from device_health where workspace = $1 and device = $2) as value,
                greatest(
                    (select heard_at from device_health where workspace = $1 and device = $2),
                    (select least(ts, received_at) from latest where workspace = $1 and device = $2 and channel = 'status')
                ) as heartbeat,
                coalesce(
                    (select last_seen from device_state where workspace = $1 and device = $2),
                    (select max(least(ts, received_at)) from latest where workspace = $1 and device = $2)) as last_seen
            """;

    private final Reads reads;

    PostgresHealths(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Uni<LastWords> of(KnownDevice device) {
        return reads.of(FIND, Tuple.of(device.workspace(), device.id()))
                .map(rows -> words(rows.iterator().next()));
    }

    private static LastWords words(Row row) {
        @Nullable JsonObject value = row.get(JsonObject.class, "value");
        return new LastWords(
                value == null ? Map.of() : value.getMap(),
                Times.instant(row.getOffsetDateTime("heartbeat")),
                Times.instant(row.getOffsetDateTime("last_seen")));
    }
}
