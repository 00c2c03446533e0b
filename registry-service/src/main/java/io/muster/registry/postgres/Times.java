package io.muster.registry.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;

import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** Points in time in rows. */
final class Times {

    private Times() {}

    static @Nullable Instant read(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
