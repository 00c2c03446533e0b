package io.muster.telemetry.postgres;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.telemetry.ingest.Sender;
import io.muster.telemetry.ingest.Senders;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** Asks the projection of the registry's events, once for a whole batch. */
@ApplicationScoped
class PostgresSenders implements Senders {

    private static final String FIND =
            "select id, workspace, status, deleted from known_device where id = any($1::text[])";

    private final Pool pool;

    PostgresSenders(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Map<String, Sender>> find(Collection<String> ids) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(ids.toArray(String[]::new)))
                .map(PostgresSenders::byId);
    }

    private static Map<String, Sender> byId(RowSet<Row> rows) {
        Map<String, Sender> senders = new HashMap<>();
        for (Row row : rows) {
            senders.put(row.getString(0), new Sender(row.getString(1), row.getString(2), row.getBoolean(3)));
        }
        return senders;
    }
}
