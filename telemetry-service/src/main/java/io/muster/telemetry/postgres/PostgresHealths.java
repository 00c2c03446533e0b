package io.muster.telemetry.postgres;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.KnownDevice;
import io.muster.telemetry.health.Healths;
import io.muster.telemetry.health.LastWords;
import io.muster.telemetry.ingest.IngestLimits;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Of a device that was deleted, when it was last seen is kept with its readings alone. */
@ApplicationScoped
class PostgresHealths implements Healths {

    /**
     * When it was last seen is kept with its state, which goes with the device; then its latest readings tell, by the rule
     * of the state: news count when they came, history counts at its own time.
     */
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
                    (select max(case when ts < received_at - make_interval(secs => $3) then ts else received_at end)
                        from latest where workspace = $1 and device = $2)) as last_seen
            """;

    private final Reads reads;
    private final IngestLimits limits;

    PostgresHealths(Reads reads, IngestLimits limits) {
        this.reads = reads;
        this.limits = limits;
    }

    @Override
    public Uni<LastWords> of(KnownDevice device) {
        return reads.of(FIND, Tuple.of(device.workspace(), device.id(), (double)
                        limits.newsAge().toSeconds()))
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
