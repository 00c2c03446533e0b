package io.muster.shadow.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;

import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.Shadow.Side;
import io.muster.shadow.document.State;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** How a shadow stands in the table. */
final class ShadowRow {

    static final String COLUMNS = "device, workspace, version, desired, desired_at, reported, reported_at";

    private ShadowRow() {}

    static Shadow read(Row row) {
        return new Shadow(
                row.getString("workspace"),
                row.getString("device"),
                row.getLong("version"),
                side(row, "desired"),
                side(row, "reported"));
    }

    static JsonObject json(Side side) {
        return new JsonObject(side.state().values());
    }

    static @Nullable OffsetDateTime time(Side side) {
        Instant at = side.changedAt();
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static Side side(Row row, String column) {
        Map<String, @Nullable Object> values = row.get(JsonObject.class, column).getMap();
        OffsetDateTime at = row.getOffsetDateTime(column + "_at");
        return new Side(new State(values), at == null ? null : at.toInstant());
    }
}
