package io.muster.shadow.postgres;

import java.util.ArrayList;
import java.util.List;

import io.muster.shadow.fleet.FleetBatch;
import io.muster.shadow.fleet.FleetBatch.Counts;
import io.muster.shadow.fleet.FleetBatch.Failure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** How a batch comes out of the database. */
final class FleetBatchRow {

    private FleetBatchRow() {}

    static FleetBatch read(Row row) {
        return new FleetBatch(
                row.getString("id"),
                row.getString("workspace"),
                row.get(JsonObject.class, "desired").getMap(),
                row.getString("author"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getLong("total"),
                new Counts(
                        row.getLong("waiting"),
                        row.getLong("pending"),
                        row.getLong("converged"),
                        row.getLong("rejected"),
                        row.getLong("failed")),
                failures(row.get(JsonArray.class, "failures")));
    }

    private static List<Failure> failures(@Nullable JsonArray pairs) {
        List<Failure> failures = new ArrayList<>();
        for (int n = 0; pairs != null && n < pairs.size(); n++) {
            JsonArray pair = pairs.getJsonArray(n);
            failures.add(new Failure(pair.getString(0), pair.getString(1)));
        }
        return failures;
    }
}
